import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.store.MessageStore;
import org.apache.rocketmq.store.PutMessageResult;

/** Appends messages as the broker's send processor does. */
final class QueueWriter {
    private final BrokerController controller;

    QueueWriter(BrokerController controller) {
        this.controller = controller;
    }

    /** @return the queue offset of the first of the new messages */
    long append(Queue queue, int count) throws Exception {
        long first = -1;
        for (int at = 0; at < count; at++) {
            PutMessageResult result = put(messageFor(queue, "new message " + at));
            if (!result.isOk()) {
                throw new IllegalStateException(queue + " takes no message: " + result.getPutMessageStatus());
            }
            if (at == 0) {
                first = result.getAppendMessageResult().getLogicsOffset();
            }
        }
        return first;
    }

    private MessageExt messageFor(Queue queue, String body) throws Exception {
        MessageExt message = (MessageExt) innerMessage().getDeclaredConstructor().newInstance();
        message.setTopic(queue.topic);
        message.setQueueId(queue.id);
        message.setBody(body.getBytes(StandardCharsets.UTF_8));
        message.setKeys("new");
        message.setBornTimestamp(System.currentTimeMillis());
        message.setBornHost(new InetSocketAddress("127.0.0.1", 40_000));
        message.setStoreHost(controller.getStoreHost());
        String properties = MessageDecoder.messageProperties2String(message.getProperties());
        innerMessage().getMethod("setPropertiesString", String.class).invoke(message, properties);
        return message;
    }

    private PutMessageResult put(MessageExt message) throws Exception {
        return (PutMessageResult) MessageStore.class.getMethod("putMessage", innerMessage()).invoke(controller.getMessageStore(), message);
    }

    /** In the store's package until 4.9, among the common messages since. */
    private static Class<?> innerMessage() throws ClassNotFoundException {
        try {
            return Class.forName("org.apache.rocketmq.common.message.MessageExtBrokerInner");
        } catch (ClassNotFoundException older) {
            return Class.forName("org.apache.rocketmq.store.MessageExtBrokerInner");
        }
    }
}
