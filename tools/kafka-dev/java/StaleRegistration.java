import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.util.Properties;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Ends the registration of a broker that was killed, by running its controller alone until that has fenced it.
 *
 * Otherwise the next start refuses its own broker for the rest of the old session (9 s), loads the transaction
 * coordinator under the old registration, and loses the partitions' leaders when the session ends. A committed
 * transaction whose markers are still to be written then finds no leader, takes the topic for deleted, and completes
 * without them: whoever reads committed records waits there for ever.
 */
final class StaleRegistration {
  private static final String SESSION_MS = "100";
  private static final long GIVE_UP_MS = 5_000;

  private StaleRegistration() {}

  static void end(String propertiesFile) throws IOException, InterruptedException {
    KafkaRaftServer controller = new KafkaRaftServer(new KafkaConfig(controllerOnly(propertiesFile)), Time.SYSTEM);
    controller.startup();
    try {
      awaitFence();
    } finally {
      controller.shutdown();
      controller.awaitShutdown();
    }
  }

  private static Properties controllerOnly(String propertiesFile) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = new FileReader(propertiesFile)) {
      properties.load(reader);
    }
    String listeners = properties.getProperty("listeners");
    properties.setProperty("process.roles", "controller");
    properties.setProperty("listeners", listeners.substring(listeners.indexOf("CONTROLLER://")));
    properties.setProperty("broker.session.timeout.ms", SESSION_MS);
    properties.remove("advertised.listeners");
    return properties;
  }

  // A broker that was killed before it had ever registered is never fenced; it has no session to wait for either.
  private static void awaitFence() throws InterruptedException {
    long deadline = System.currentTimeMillis() + GIVE_UP_MS;
    while (fencedBrokers() == 0 && System.currentTimeMillis() < deadline) Thread.sleep(5);
  }

  private static int fencedBrokers() {
    try {
      ObjectName name = new ObjectName("kafka.controller:type=KafkaController,name=FencedBrokerCount");
      return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Value")).intValue();
    } catch (InstanceNotFoundException notPublishedYet) {
      return 0;
    } catch (JMException broken) {
      throw new IllegalStateException("the controller does not tell how many brokers it has fenced", broken);
    }
  }
}
