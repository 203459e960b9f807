import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.constant.PermName;
import org.apache.rocketmq.common.topic.TopicValidator;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.netty.NettyServerConfig;
import org.apache.rocketmq.store.DefaultMessageStore;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/** A broker of its own, without a name server, that talks to this machine only and deletes nothing by age. */
final class LocalBroker {
    private final BrokerController controller;
    private final Properties properties;

    private LocalBroker(BrokerController controller, Properties properties) {
        this.controller = controller;
        this.properties = properties;
    }

    static LocalBroker configure(String file, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = new FileInputStream(file)) {
            properties.load(stream);
        }
        properties.putAll(quietly());
        properties.putAll(settings);
        BrokerConfig broker = new BrokerConfig();
        NettyServerConfig server = new NettyServerConfig();
        NettyClientConfig client = new NettyClientConfig();
        MessageStoreConfig store = new MessageStoreConfig();
        for (Object config : new Object[] {broker, server, client, store}) {
            MixAll.properties2Object(properties, config);
        }
        BrokerController controller = new BrokerController(broker, server, client, store);
        // Where plug-ins such as the tiered store look for their own settings.
        controller.getConfiguration().registerConfig(properties);
        return new LocalBroker(controller, properties);
    }

    BrokerController controller() {
        return controller;
    }

    /** Delayed messages stay where they are, so that no queue grows while it is looked at. Once the broker is loaded. */
    void withholdDelayedMessages() throws ReflectiveOperationException {
        // Since 5.0 the broker's, before that the store's.
        Object owner = has(controller, "getScheduleMessageService") ? controller : controller.getMessageStore();
        Object deliveries = owner.getClass().getMethod("getScheduleMessageService").invoke(owner);
        ((AtomicBoolean) fieldOf(deliveries, "started")).set(true);
    }

    /** What the broker does by itself a minute after its start and every ten seconds from then on. */
    void cleanFiles() throws ReflectiveOperationException {
        Object store = controller.getMessageStore();
        while (!(store instanceof DefaultMessageStore)) {
            store = fieldOf(store, "next");
        }
        callIfThere(store, "cleanFilesPeriodically");
        // Since 5.0 a task of its own, since 5.4 that of the queues.
        callIfThere(store, "cleanQueueFilesPeriodically");
        if (has(store, "getQueueStore")) {
            callIfThere(store.getClass().getMethod("getQueueStore").invoke(store), "cleanQueueFilesPeriodically");
        }
    }

    private static boolean has(Object owner, String getter) {
        return Arrays.stream(owner.getClass().getMethods()).anyMatch(method -> method.getName().equals(getter));
    }

    private static Object fieldOf(Object owner, String name) throws ReflectiveOperationException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(owner);
                }
            }
        }
        throw new NoSuchFieldException(owner.getClass() + " has no field " + name);
    }

    private static void callIfThere(Object owner, String name) throws ReflectiveOperationException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == 0) {
                    method.setAccessible(true);
                    method.invoke(owner);
                    return;
                }
            }
        }
    }

    /** Every queue that has a directory or that a client could use. */
    SortedSet<Queue> queues() {
        SortedSet<Queue> queues = new TreeSet<>();
        File root = new File(properties.getProperty("storePathRootDir"));
        addQueuesBelow(new File(root, "consumequeue"), queues);
        addQueuesBelow(new File(root, "batchconsumequeue"), queues);
        for (TopicConfig topic : controller.getTopicConfigManager().getTopicConfigTable().values()) {
            if (isOfClients(topic.getTopicName())) {
                for (int id = 0; id < topic.getReadQueueNums(); id++) {
                    queues.add(new Queue(topic.getTopicName(), id));
                }
            }
        }
        return queues;
    }

    /** Whether a producer could send here; retry topics and light queues are filled by the broker alone. */
    boolean takesMessages(Queue queue) {
        TopicConfig topic = controller.getTopicConfigManager().getTopicConfigTable().get(queue.topic);
        return topic != null
            && queue.id < topic.getWriteQueueNums()
            && PermName.isWriteable(topic.getPerm())
            && isOfClients(queue.topic)
            && !queue.topic.startsWith("%");
    }

    /** Not one of those that every broker makes for itself, partly with a thousand queues. */
    private boolean isOfClients(String topic) {
        return !TopicValidator.isSystemTopic(topic)
            && !topic.startsWith("rmq_sys_")
            && !topic.equals(properties.getProperty("brokerName"))
            && !topic.startsWith(properties.getProperty("brokerClusterName"));
    }

    private static void addQueuesBelow(File directory, SortedSet<Queue> queues) {
        for (File topic : listOf(directory)) {
            for (File queue : listOf(topic)) {
                if (queue.getName().matches("\\d+")) {
                    queues.add(new Queue(topic.getName(), Integer.parseInt(queue.getName())));
                }
            }
        }
    }

    private static File[] listOf(File directory) {
        File[] files = directory.listFiles();
        return files == null ? new File[0] : files;
    }

    /** Settings that keep the machine's clock, disk and other brokers out of what is seen. */
    private static Properties quietly() throws IOException {
        Properties properties = new Properties();
        int port = freePorts();
        properties.setProperty("listenPort", String.valueOf(port));
        properties.setProperty("haListenPort", String.valueOf(port + 1));
        properties.setProperty("bindAddress", "127.0.0.1");
        properties.setProperty("brokerIP1", "127.0.0.1");
        properties.setProperty("brokerIP2", "127.0.0.1");
        properties.setProperty("deleteWhen", String.format("%02d", (LocalTime.now().getHour() + 12) % 24));
        properties.setProperty("diskMaxUsedSpaceRatio", "95");
        properties.setProperty("cleanFileForciblyEnable", "false");
        properties.setProperty("tieredStoreDeleteFileEnable", "false");
        properties.setProperty("tieredStoreFileReservedTime", "876000");
        // Timers that are due would be delivered while the ranges are read.
        properties.setProperty("timerWheelEnable", "false");
        return properties;
    }

    /** A port with two below it, which brokers take for themselves (port - 2), and one above it, all free; another one for each process. */
    private static int freePorts() throws IOException {
        long own = ProcessHandle.current().pid();
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = 12_002 + (int) ((own + attempt * 97L) % 5_000) * 4;
            if (isFree(port - 2) && isFree(port) && isFree(port + 1)) {
                return port;
            }
        }
        throw new IOException("no free ports between 12000 and 32000");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
