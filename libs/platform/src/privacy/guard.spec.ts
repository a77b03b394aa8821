import { describe, expect, it } from '@jest/globals';
import {
  Compared,
  ForeignId,
  Kept,
  messageType,
  Nested,
  Optional,
  SUBJECT,
  Text,
  type Sealed,
  type Token,
} from '@tierline/contracts';
import { memoryStore, someCircumstances } from '@tierline/kernel/testing';
import type { ReceivedCommand } from '../door/received-command.js';
import { validated } from '../door/validate.js';
import { directory } from './directory.js';
import { guard, UnknownSubject } from './guard.js';
import { seals } from './seals.js';

const TEXT = 80;

class ContactV1 {
  @ForeignId()
  readonly customerId!: string;

  @Text(TEXT)
  @Compared({ kind: 'telephone', of: 'customerId', canonical: (value: string) => value.replaceAll(' ', '') })
  readonly telephone!: string | Token<'telephone'>;
}

class NoteV1 {
  @ForeignId()
  readonly customerId!: string;

  @Optional()
  @Text(TEXT)
  @Kept({ of: 'customerId' })
  readonly remark?: string | Sealed;

  @Nested(() => ContactV1)
  readonly contact!: ContactV1;
}

class OfSubjectV1 {
  @Optional()
  @Text(TEXT)
  @Kept({ of: SUBJECT })
  readonly remark?: string | Sealed;
}

class NobodysV1 {
  @Text(TEXT)
  @Kept({ of: 'customerId' })
  readonly remark!: string | Sealed;
}

const body = { customerId: 'c1', remark: 'worried', contact: { customerId: 'c1', telephone: '+49 341 1' } };
const key = Buffer.alloc(32, 5);

const service = () => {
  const store = memoryStore();
  const [entries, kept] = [directory(store, 'spec', key), seals(store, 'spec', key)];
  return { store, entries, kept, guard: guard(entries, kept) };
};

const received = <Data extends object>(type: new () => Data, data: object): ReceivedCommand<Data> => ({
  ...someCircumstances,
  type: type.name,
  subject: 's1',
  data: validated(messageType(type.name, 1, type), data),
  envelope: { correlationId: 'case' },
});

describe('the guard behind the doors', () => {
  it('lets a token pass for what is compared and a sealed text for what is kept, however deep they stand', async () => {
    const { guard: protect, kept } = service();
    const { data } = await protect(received(NoteV1, body));
    expect(data.customerId).toBe('c1');
    expect(data.contact.telephone).toMatch(/^[\da-f-]{36}$/);
    expect(JSON.stringify(data)).not.toMatch(/worried|\+49 341|\+493411/);
    expect(await kept.open('c1', data.remark ?? ('' as Sealed))).toBe('worried');
  });

  it('gives equal values of one subject equal tokens, and those of another one others', async () => {
    const { guard: protect } = service();
    const tokenOf = async (customerId: string, telephone: string) =>
      (await protect(received(NoteV1, { ...body, contact: { customerId, telephone } }))).data.contact.telephone;
    const token = await tokenOf('c1', '+49 341 1');
    expect(await tokenOf('c1', '+493411')).toBe(token);
    expect(await tokenOf('c2', '+493411')).not.toBe(token);
  });

  it('makes of a command that comes again the same command', async () => {
    const { guard: protect } = service();
    expect(await protect(received(NoteV1, body))).toEqual(await protect(received(NoteV1, body)));
  });

  it('leaves out what was left out', async () => {
    const { data } = await service().guard(received(NoteV1, { customerId: 'c1', contact: body.contact }));
    expect(data.remark).toBeUndefined();
  });

  it('keeps what is said of whoever the command is about', async () => {
    const { guard: protect, kept } = service();
    const { data, envelope } = await protect(received(OfSubjectV1, { remark: 'worried' }));
    expect(await kept.open('s1', data.remark ?? ('' as Sealed))).toBe('worried');
    expect(envelope.covered).toEqual([{ subject: 's1', text: data.remark }]);
  });

  it('does not let a value pass whose owner the message does not name', async () => {
    await expect(service().guard(received(NobodysV1, { remark: 'x' }))).rejects.toThrow(UnknownSubject);
  });

  it('forgets a customer’s entries, and the value gets another token afterwards', async () => {
    const { guard: protect, entries, store } = service();
    const before = await protect(received(NoteV1, body));
    await entries.forget('c1');
    expect([...store.streams.keys()].filter((stream) => stream.startsWith('spec_directory'))).toEqual([]);
    const after = await protect(received(NoteV1, body));
    expect(after.data.contact.telephone).not.toBe(before.data.contact.telephone);
  });
});
