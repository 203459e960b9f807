import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.rocketmq.common.UtilAll;
import org.apache.rocketmq.common.compression.CompressionType;
import org.apache.rocketmq.common.compression.CompressorFactory;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExtBrokerInner;
import org.apache.rocketmq.common.message.MessageVersion;
import org.apache.rocketmq.common.sysflag.MessageSysFlag;
import org.apache.rocketmq.store.MessageExtEncoder;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/** Records of every shape a broker writes, encoded by the broker's own encoder; the same seed gives the same records. */
final class MessageShapes {
    private static final int LARGEST_BODY = 4 * 1024 * 1024;
    private static final int CRC_PROPERTY_BYTES = 20;
    private static final int LONGEST_V1_TOPIC = 127;
    private static final int[] TOPIC_LETTERS = "%|abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-".codePoints().toArray();
    private static final int[] TEXT_LETTERS = "abc XYZ 019 {}[]\",:\u8ba2\u5355\u5df2\u652f\u4ed8\u00e9\u0416\ufeff\u2028\n\t\ud83d\ude00".codePoints().toArray();
    private static final int[] SEPARATORS = {'a', 1, 2};
    private static final String[] NAMES = {"TAGS", "KEYS", "DELAY", "REAL_TOPIC", "REAL_QID", "TRAN_MSG", "PGROUP", "TIMER_DELIVER_MS", "TIMER_OUT_MS", "__transactionId__", "WAIT"};

    private final Random random;
    private final MessageExtEncoder encoder = new MessageExtEncoder(LARGEST_BODY, new MessageStoreConfig());
    private final MessageExtEncoder encoderWithCrc = new MessageExtEncoder(LARGEST_BODY, withCrc());

    MessageShapes(long seed) {
        random = new Random(seed);
    }

    /** One record that lies at a physical offset. */
    byte[] next(long physicalOffset) throws Exception {
        MessageExtBrokerInner message = new MessageExtBrokerInner();
        message.setTopic(letters(TOPIC_LETTERS, oneIn(20) ? 128 + random.nextInt(128) : 1 + random.nextInt(LONGEST_V1_TOPIC)));
        message.setVersion(message.getTopic().length() > LONGEST_V1_TOPIC ? MessageVersion.MESSAGE_VERSION_V2 : MessageVersion.MESSAGE_VERSION_V1);
        message.setQueueId(oneIn(50) ? random.nextInt() : random.nextInt(16));
        message.setFlag(oneIn(2) ? 0 : random.nextInt());
        message.setBornTimestamp(time());
        message.setStoreTimestamp(time());
        message.setReconsumeTimes(oneIn(2) ? 0 : random.nextInt(20));
        message.setPreparedTransactionOffset(oneIn(2) ? 0 : random.nextLong() >>> 12);
        message.setSysFlag(systemFlag());
        setHosts(message);
        boolean appendsCrc = oneIn(4);
        message.setPropertiesString(properties(appendsCrc));
        setBody(message);
        return encode(message, physicalOffset, appendsCrc);
    }

    private byte[] encode(MessageExtBrokerInner message, long physicalOffset, boolean appendsCrc) {
        MessageExtEncoder chosen = appendsCrc ? encoderWithCrc : encoder;
        if (chosen.encode(message) != null) {
            throw new IllegalStateException("the broker's encoder declines this message");
        }
        ByteBuffer encoded = chosen.getEncoderBuffer();
        byte[] record = new byte[encoded.getInt(0)];
        encoded.duplicate().get(record);
        ByteBuffer buffer = ByteBuffer.wrap(record);
        // What the broker fills in when it appends.
        buffer.putLong(MessageDecoder.QUEUE_OFFSET_POSITION, oneIn(30) ? random.nextLong() : random.nextLong() >>> 24);
        buffer.putLong(MessageDecoder.PHY_POS_POSITION, physicalOffset);
        if (appendsCrc) {
            buffer.limit(record.length - CRC_PROPERTY_BYTES);
            int crc = UtilAll.crc32(buffer);
            buffer.limit(record.length);
            MessageDecoder.createCrc32(buffer, crc);
        }
        return record;
    }

    private int systemFlag() {
        int[] transactions = {MessageSysFlag.TRANSACTION_NOT_TYPE, MessageSysFlag.TRANSACTION_PREPARED_TYPE, MessageSysFlag.TRANSACTION_COMMIT_TYPE, MessageSysFlag.TRANSACTION_ROLLBACK_TYPE};
        return (oneIn(3) ? transactions[random.nextInt(4)] : 0) | (oneIn(5) ? MessageSysFlag.MULTI_TAGS_FLAG : 0);
    }

    private void setHosts(MessageExtBrokerInner message) throws Exception {
        boolean bornV6 = oneIn(3);
        boolean storeV6 = oneIn(3);
        message.setBornHost(host(bornV6));
        message.setStoreHost(host(storeV6));
        if (bornV6) {
            message.setBornHostV6Flag();
        }
        if (storeV6) {
            message.setStoreHostAddressV6Flag();
        }
    }

    private InetSocketAddress host(boolean v6) throws Exception {
        byte[] address = bytes(v6 ? 16 : 4);
        for (int at = 0; v6 && at < 16; at += 2) {
            if (oneIn(2)) {
                address[at] = 0;
                address[at + 1] = 0;
            }
        }
        if (v6) {
            // Java makes an IPv4 address of ::ffff:a.b.c.d, which has 4 bytes in a record that says 16.
            address[0] |= 0x20;
        }
        return new InetSocketAddress(InetAddress.getByAddress(address), random.nextInt(65536));
    }

    private void setBody(MessageExtBrokerInner message) throws Exception {
        byte[] body = oneIn(12) ? batch(message) : plainBody();
        if (body.length > 0 && oneIn(8)) {
            CompressionType type = CompressionType.values()[random.nextInt(CompressionType.values().length)];
            int flag = MessageSysFlag.COMPRESSED_FLAG | type.getCompressionFlag();
            // Old clients did not say how: that is zlib.
            boolean unsaid = type == CompressionType.ZLIB && oneIn(2);
            message.setSysFlag(message.getSysFlag() | (unsaid ? MessageSysFlag.COMPRESSED_FLAG : flag));
            body = CompressorFactory.getCompressor(type).compress(body, 1 + random.nextInt(9));
        }
        message.setBody(body);
        message.setBodyCRC(UtilAll.crc32(body));
    }

    private byte[] plainBody() {
        int size = oneIn(20) ? 0 : oneIn(200) ? random.nextInt(200_000) : random.nextInt(600);
        switch (random.nextInt(3)) {
            case 0:
                return bytes(size);
            case 1:
                return letters(TEXT_LETTERS, size).getBytes(StandardCharsets.UTF_8);
            default:
                return ("{\"order\":" + random.nextInt() + ",\"note\":\"" + letters(TOPIC_LETTERS, 8).repeat(size / 8) + "\"}").getBytes(StandardCharsets.UTF_8);
        }
    }

    private byte[] batch(MessageExtBrokerInner message) {
        List<Message> messages = new ArrayList<>();
        for (int count = 1 + random.nextInt(6); messages.size() < count; ) {
            Message one = new Message(message.getTopic(), bytes(random.nextInt(80)));
            one.setFlag(random.nextInt());
            one.putUserProperty("number", "n" + letters(TEXT_LETTERS, random.nextInt(9)));
            messages.add(one);
        }
        message.setSysFlag(message.getSysFlag() | MessageSysFlag.INNER_BATCH_FLAG | MessageSysFlag.NEED_UNWRAP_FLAG);
        return MessageDecoder.encodeMessages(messages);
    }

    /** As brokers and clients write them, and now and then as no one should. */
    private String properties(boolean isClosed) {
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(9); count > 0; count--) {
            String name = oneIn(3) ? letters(TEXT_LETTERS, random.nextInt(6)) : NAMES[random.nextInt(NAMES.length)];
            text.append(name).append(MessageDecoder.NAME_VALUE_SEPARATOR).append(letters(TEXT_LETTERS, random.nextInt(30))).append(MessageDecoder.PROPERTY_SEPARATOR);
            if (oneIn(40)) {
                text.append(letters(SEPARATORS, random.nextInt(8)));
            }
        }
        if (oneIn(2)) {
            String id = oneIn(2) ? MessageClientIDSetter.createUniqID() : UtilAll.bytes2string(bytes(oneIn(2) ? 16 : 28));
            text.append(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX).append(MessageDecoder.NAME_VALUE_SEPARATOR).append(id).append(MessageDecoder.PROPERTY_SEPARATOR);
        }
        if (!isClosed && text.length() > 0 && oneIn(4)) {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    private long time() {
        return oneIn(100) ? random.nextLong() : 1_500_000_000_000L + (random.nextLong() >>> 24);
    }

    private boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String letters(int[] letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < length; at++) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    private static MessageStoreConfig withCrc() {
        MessageStoreConfig config = new MessageStoreConfig();
        config.setEnabledAppendPropCRC(true);
        return config;
    }
}
