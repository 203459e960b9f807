import com.alibaba.fastjson.JSON;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.common.UtilAll;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageId;
import org.apache.rocketmq.common.sysflag.MessageSysFlag;

/**
 * Writes a log of records and what RocketMQ's own decoder makes of each.
 *
 *   java DecodedMessages SEED COUNT LOG JSON
 *
 * JSON has one object a line, in the order of the log. Whole numbers of 64 bits are text. A body stands as its length and
 * its SHA-256. "damaged": one bit of the stored body was turned, and the decoder, told to check, declines.
 */
public final class DecodedMessages {
    private static final int DAMAGED_ONE_IN = 500;

    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        MessageShapes shapes = new MessageShapes(seed);
        try (OutputStream log = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[2])), 1 << 20);
             BufferedWriter json = Files.newBufferedWriter(Path.of(arguments[3]), StandardCharsets.UTF_8)) {
            long offset = 0;
            for (int number = 0; number < count; number++) {
                byte[] record = shapes.next(offset);
                Map<String, Object> facts = decoded(record);
                facts.put("damaged", number % DAMAGED_ONE_IN == 0 && damage(record));
                log.write(record);
                json.write(JSON.toJSONString(facts));
                json.newLine();
                offset += record.length;
            }
        }
        // Loggers of the classes above may keep threads.
        System.exit(0);
    }

    private static Map<String, Object> decoded(byte[] record) throws Exception {
        MessageExt message = MessageDecoder.decode(ByteBuffer.wrap(record), true, true, false, false, true);
        if (message == null) {
            throw new IllegalStateException("RocketMQ does not decode its own record " + UtilAll.bytes2string(record));
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("storeSize", message.getStoreSize());
        facts.put("bodyCrc", message.getBodyCRC());
        facts.put("queueId", message.getQueueId());
        facts.put("flag", message.getFlag());
        facts.put("queueOffset", String.valueOf(message.getQueueOffset()));
        facts.put("physicalOffset", String.valueOf(message.getCommitLogOffset()));
        // The decoder takes the compression out of the flag of a body that it unpacks.
        int systemFlag = MessageDecoder.decode(ByteBuffer.wrap(record), true, false, false, false, true).getSysFlag();
        facts.put("systemFlag", systemFlag);
        facts.put("transaction", MessageSysFlag.getTransactionValue(systemFlag));
        facts.put("bornTimestamp", String.valueOf(message.getBornTimestamp()));
        facts.put("bornHost", host(message.getBornHost()));
        facts.put("storeTimestamp", String.valueOf(message.getStoreTimestamp()));
        facts.put("storeHost", host(message.getStoreHost()));
        facts.put("reconsumeTimes", message.getReconsumeTimes());
        facts.put("preparedTransactionOffset", String.valueOf(message.getPreparedTransactionOffset()));
        facts.put("topic", message.getTopic());
        facts.put("properties", message.getProperties() == null ? new LinkedHashMap<>() : message.getProperties());
        facts.put("body", digest(message.getBody()));
        facts.put("batch", batch(message));
        facts.put("messageId", message.getMsgId());
        facts.put("idLeadsTo", idLeadsTo(message.getMsgId()));
        facts.put("uniqueKey", uniqueKey(message.getProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX)));
        return facts;
    }

    private static List<Object> batch(MessageExt message) throws Exception {
        List<Object> messages = new ArrayList<>();
        if ((message.getSysFlag() & MessageSysFlag.INNER_BATCH_FLAG) != 0) {
            for (Message one : MessageDecoder.decodeMessages(ByteBuffer.wrap(message.getBody()))) {
                Map<String, Object> facts = new LinkedHashMap<>();
                facts.put("flag", one.getFlag());
                facts.put("properties", one.getProperties());
                facts.put("body", digest(one.getBody()));
                messages.add(facts);
            }
        }
        return messages;
    }

    private static String host(java.net.SocketAddress host) {
        InetSocketAddress address = (InetSocketAddress) host;
        return UtilAll.bytes2string(address.getAddress().getAddress()) + ":" + address.getPort();
    }

    private static String idLeadsTo(String id) throws Exception {
        MessageId decoded = MessageDecoder.decodeMessageId(id);
        return host(decoded.getAddress()) + "@" + decoded.getOffset();
    }

    private static String uniqueKey(String id) {
        return id == null || !id.matches("[0-9A-F]{32}|[0-9A-F]{56}") ? null : UtilAll.bytes2string(MessageClientIDSetter.getIPFromID(id)) + ":" + MessageClientIDSetter.getPidFromID(id);
    }

    private static String digest(byte[] body) throws Exception {
        byte[] bytes = body == null ? new byte[0] : body;
        return bytes.length + ":" + UtilAll.bytes2string(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** Turns the first bit of the stored body, when there is one. */
    private static boolean damage(byte[] record) {
        ByteBuffer buffer = ByteBuffer.wrap(record);
        int systemFlag = buffer.getInt(MessageDecoder.SYSFLAG_POSITION);
        int hosts = ((systemFlag & MessageSysFlag.BORNHOST_V6_FLAG) == 0 ? 8 : 20) + ((systemFlag & MessageSysFlag.STOREHOSTADDRESS_V6_FLAG) == 0 ? 8 : 20);
        if (buffer.getInt(68 + hosts) == 0) {
            return false;
        }
        record[72 + hosts] ^= (byte) 0x80;
        if (MessageDecoder.decode(ByteBuffer.wrap(record), true, false, false, false, true) != null) {
            throw new IllegalStateException("RocketMQ decodes a damaged body");
        }
        return true;
    }
}
