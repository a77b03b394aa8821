import java.io.File;
import java.io.IOException;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Formats an empty data folder, ends the registration of a killed predecessor, and runs the broker, all in one JVM bound to the life of the process at the other end
 * of standard input: when that closes (an orderly stop, or the death of the parent by whatever signal), the broker
 * shuts down in order, and is halted if it does not manage to.
 *
 * Arguments: the properties file, the data folder.
 */
public final class BrokerLauncher {
  private static final long HALT_AFTER_MS = 8_000;

  private BrokerLauncher() {}

  public static void main(String[] arguments) throws Exception {
    String properties = arguments[0];
    File data = new File(arguments[1]);
    watchParent();
    if (!new File(data, "meta.properties").exists()) {
      format(properties);
    } else if (!new File(data, ".kafka_cleanshutdown").exists()) {
      StaleRegistration.end(properties);
    }
    Kafka.main(new String[] {properties});
  }

  private static void format(String properties) {
    String[] command = {
      "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", properties, "--ignore-formatted"
    };
    int status = StorageTool.execute(command, System.out);
    if (status != 0) System.exit(status);
  }

  private static void watchParent() {
    daemon("parent-watch", () -> {
      awaitEndOfInput();
      daemon("halt-watch", BrokerLauncher::haltLater);
      System.exit(0);
    });
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() != -1) {}
    } catch (IOException unreadable) {
      System.err.println("standard input broke, which means that the parent is gone: " + unreadable);
    }
  }

  private static void haltLater() {
    try {
      Thread.sleep(HALT_AFTER_MS);
    } catch (InterruptedException early) {
      System.err.println("halting at once: " + early);
    }
    Runtime.getRuntime().halt(2);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
