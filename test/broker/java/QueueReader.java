import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.common.UtilAll;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.store.GetMessageResult;
import org.apache.rocketmq.store.MessageStore;

/** Asks the broker's store for ranges and messages, and judges what it hands out. */
final class QueueReader {
    private static final String GROUP = "store-inspector";
    private static final int EXAMPLES = 5;
    private static final long PATIENCE_MS = 90_000;

    private final MessageStore store;

    QueueReader(MessageStore store) {
        this.store = store;
    }

    long minOffset(Queue queue) {
        return store.getMinOffsetInQueue(queue.topic, queue.id);
    }

    /** A checked exception since 5.4. */
    long maxOffset(Queue queue) throws Exception {
        return store.getMaxOffsetInQueue(queue.topic, queue.id);
    }

    /**
     * Reads [from, to) again and again until all of it is served: new messages are indexed a moment after they are written, and
     * uploaded some seconds later.
     */
    Map<String, Object> readNew(Queue queue, long from, long to) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE_MS;
        while (true) {
            Map<String, Object> counts = read(queue, from, to);
            boolean served = counts.get(Outcome.found.name()).equals((int) (to - from));
            if (served || System.currentTimeMillis() > end) {
                return counts;
            }
            Thread.sleep(20);
        }
    }

    /** How many offsets of [from, to) gave what, with a few examples of what is not served. */
    Map<String, Object> read(Queue queue, long from, long to) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.name(), 0);
        }
        List<String> examples = new ArrayList<>();
        for (long offset = from; offset < to; offset++) {
            Outcome outcome = readOne(queue, offset);
            counts.merge(outcome.name(), 1, (a, b) -> (Integer) a + (Integer) b);
            if (outcome != Outcome.found && examples.size() < EXAMPLES) {
                examples.add(outcome + " at " + offset);
            }
        }
        counts.put("examples", examples);
        return counts;
    }

    /** A later message of the same queue means that the broker jumped over what it does not have: not found. */
    private enum Outcome { found, notFound, decodeFailed, crcBad, offsetMismatch, wrongTopic }

    private Outcome readOne(Queue queue, long offset) {
        GetMessageResult result = store.getMessage(GROUP, queue.topic, queue.id, offset, 1, null);
        if (result == null) {
            return Outcome.notFound;
        }
        try {
            List<ByteBuffer> buffers = result.getMessageBufferList();
            return buffers.isEmpty() ? Outcome.notFound : judge(queue, offset, buffers.get(0));
        } finally {
            result.release();
        }
    }

    private static Outcome judge(Queue queue, long offset, ByteBuffer bytes) {
        MessageExt message = decode(bytes);
        if (message == null) {
            return Outcome.decodeFailed;
        }
        byte[] body = message.getBody();
        if (body != null && UtilAll.crc32(body) != message.getBodyCRC()) {
            return Outcome.crcBad;
        }
        String[] dispatched = split(message.getProperty("INNER_MULTI_DISPATCH"));
        for (int at = 0; at < dispatched.length; at++) {
            if (dispatched[at].equals(queue.topic)) {
                String[] offsets = split(message.getProperty("INNER_MULTI_QUEUE_OFFSET"));
                return Long.parseLong(offsets[at]) == offset ? Outcome.found : Outcome.offsetMismatch;
            }
        }
        if (!message.getTopic().equals(queue.topic) || message.getQueueId() != queue.id) {
            return Outcome.wrongTopic;
        }
        if (message.getQueueOffset() > offset) {
            return Outcome.notFound;
        }
        String batch = message.getProperty("INNER_NUM");
        long count = batch == null ? 1 : Long.parseLong(batch);
        return offset < message.getQueueOffset() + count ? Outcome.found : Outcome.offsetMismatch;
    }

    private static MessageExt decode(ByteBuffer bytes) {
        try {
            return MessageDecoder.decode(bytes, true, false);
        } catch (RuntimeException garbage) {
            return null;
        }
    }

    private static String[] split(String list) {
        return list == null ? new String[0] : list.split(",", -1);
    }
}
