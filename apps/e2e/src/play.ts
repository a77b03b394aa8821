import { line } from './tell.js';
import { MissingFact, type Story, type World } from './story.js';

/**
 * Plays stories one after another and tells them as they happen.
 *
 * @returns the first fact that was missing, or nothing when all were seen
 */
export async function play(
  stories: readonly Story[],
  world: World,
  print: (text: string) => void,
): Promise<string | undefined> {
  for (const story of stories) {
    print(`\n${story.id}. ${story.title}`);
    try {
      await story.play(world, (told) => {
        print(line(new Date(), told));
      });
    } catch (error) {
      if (!(error instanceof MissingFact)) throw error;
      return `story ${story.id}: ${error.message}`;
    }
  }
  return undefined;
}
