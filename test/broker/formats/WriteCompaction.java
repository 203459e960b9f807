import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExtBrokerInner;
import org.apache.rocketmq.store.DefaultMessageStore;
import org.apache.rocketmq.store.config.MessageStoreConfig;
import org.apache.rocketmq.store.kv.CompactionLog;
import org.apache.rocketmq.store.stats.BrokerStatsManager;

/**
 * Has RocketMQ's own store write the files of a compacted topic, 26 messages with five keys, and compact them where it is asked to: the
 * fixtures in test/fixtures/compaction, 5.4.0. Times differ with each run.
 */
public class WriteCompaction {
    public static void main(String[] args) throws Exception {
        MessageStoreConfig config = new MessageStoreConfig();
        config.setStorePathRootDir(args[0]);
        config.setStorePathCommitLog(args[0] + "/commitlog");
        config.setMappedFileSizeCommitLog(65536);
        config.setMappedFileSizeConsumeQueue(2000);
        config.setMaxHashSlotNum(50);
        config.setMaxIndexNum(200);
        config.setCompactionCqMappedFileSize(460);
        config.setCompactionMappedFileSize(4600);
        config.setHaListenPort(0);
        config.setTimerWheelEnable(false);
        ConcurrentMap<String, TopicConfig> topics = new ConcurrentHashMap<>();
        TopicConfig topic = new TopicConfig("states", 1, 1);
        Map<String, String> attributes = new HashMap<>();
        attributes.put("cleanup.policy", "COMPACTION");
        topic.setAttributes(attributes);
        topics.put("states", topic);
        DefaultMessageStore store = new DefaultMessageStore(config, new BrokerStatsManager("broker-a", true), (t, q, o, g, s, b, p) -> { }, new BrokerConfig(), topics);
        if (!store.load()) {
            throw new IllegalStateException("the store does not load");
        }
        store.start();
        for (int index = 0; index < 26; index++) {
            MessageExtBrokerInner message = new MessageExtBrokerInner();
            message.setTopic("states");
            message.setKeys("key" + index % 5);
            message.setBody(("state " + index).getBytes());
            message.setBornHost(new InetSocketAddress("127.0.0.1", 1));
            message.setStoreHost(new InetSocketAddress("127.0.0.1", 2));
            message.setBornTimestamp(System.currentTimeMillis());
            message.setPropertiesString(MessageDecoder.messageProperties2String(message.getProperties()));
            store.putMessage(message);
        }
        Thread.sleep(3000);
        if (args.length > 1) {
            Object compaction = store.getCompactionStore();
            java.lang.reflect.Field table = compaction.getClass().getDeclaredField("compactionLogTable");
            table.setAccessible(true);
            java.lang.reflect.Method compact = CompactionLog.class.getDeclaredMethod("doCompaction");
            compact.setAccessible(true);
            for (Object log : ((Map<?, ?>) table.get(compaction)).values()) {
                compact.invoke(log);
            }
        }
        store.shutdown();
        System.exit(0);
    }
}
