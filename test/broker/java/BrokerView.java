import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.remoting.protocol.RemotingSerializable;

/**
 * Starts a real broker on the store that the working directory's broker.conf names, and tells what it sees.
 *
 *   java BrokerView [--read] [--append] [--clean] [--step] [--set key=value]...
 *
 * Standard output is one JSON object a line, each with "event":
 *
 *   loaded    the store is loaded and recovered; its lock is not taken yet
 *   started   the log and the queues with their minimum and maximum; with --read what every offset between them gave; with
 *             --append where three new messages went
 *   cleaned   with --clean: what a broker does a minute after its start is done
 *   refused   the broker does not start; exit code 3
 *   stopped   a clean stop; exit code 0
 *
 * With --step it waits for a line on standard input before it goes on from "loaded", "started" and "cleaned".
 */
public final class BrokerView {
    private static final int REFUSED = 3;
    private static final int NEW_MESSAGES = 3;

    private final PrintStream events;
    private final BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final List<String> options;

    private BrokerView(PrintStream events, List<String> options) {
        this.events = events;
        this.options = options;
    }

    public static void main(String[] arguments) {
        PrintStream events = System.out;
        // Brokers print to standard output too; the events must stay alone there.
        System.setOut(System.err);
        int code;
        try {
            code = new BrokerView(events, Arrays.asList(arguments)).run();
        } catch (Throwable failure) {
            failure.printStackTrace();
            code = 1;
        }
        System.exit(code);
    }

    private int run() throws Exception {
        long begin = System.currentTimeMillis();
        LocalBroker broker = LocalBroker.configure("broker.conf", settings());
        BrokerController controller = broker.controller();
        try {
            if (!controller.initialize()) {
                return refused("the broker could not load the store");
            }
            broker.withholdDelayedMessages();
            Map<String, Object> loaded = new LinkedHashMap<>();
            loaded.put("milliseconds", System.currentTimeMillis() - begin);
            tell("loaded", loaded);
            controller.start();
        } catch (Exception refusal) {
            refusal.printStackTrace();
            return refused(refusal.toString());
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("minOffset", controller.getMessageStore().getMinPhyOffset());
        view.put("maxOffset", controller.getMessageStore().getMaxPhyOffset());
        view.put("queues", viewQueues(broker));
        view.put("milliseconds", System.currentTimeMillis() - begin);
        tell("started", view);
        if (options.contains("--clean")) {
            broker.cleanFiles();
            tell("cleaned", new LinkedHashMap<>());
        }
        controller.shutdown();
        say("stopped", new LinkedHashMap<>());
        return 0;
    }

    private List<Map<String, Object>> viewQueues(LocalBroker broker) throws Exception {
        QueueReader reader = new QueueReader(broker.controller().getMessageStore());
        // All ranges first and at once, before anything is appended.
        Map<Queue, Map<String, Object>> rows = new LinkedHashMap<>();
        for (Queue queue : broker.queues()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("topic", queue.topic);
            row.put("queueId", queue.id);
            row.put("minOffset", reader.minOffset(queue));
            row.put("maxOffset", reader.maxOffset(queue));
            rows.put(queue, row);
        }
        if (options.contains("--append")) {
            appendEverywhere(broker, reader, rows);
        }
        if (options.contains("--read")) {
            rows.forEach((queue, row) -> row.put("read", reader.read(queue, (Long) row.get("minOffset"), (Long) row.get("maxOffset"))));
        }
        return new ArrayList<>(rows.values());
    }

    private static void appendEverywhere(LocalBroker broker, QueueReader reader, Map<Queue, Map<String, Object>> rows) throws Exception {
        QueueWriter writer = new QueueWriter(broker.controller());
        Map<Queue, Long> firstOffsets = new LinkedHashMap<>();
        for (Queue queue : rows.keySet()) {
            if (broker.takesMessages(queue)) {
                firstOffsets.put(queue, writer.append(queue, NEW_MESSAGES));
            }
        }
        for (Map.Entry<Queue, Long> entry : firstOffsets.entrySet()) {
            Map<String, Object> row = rows.get(entry.getKey());
            Map<String, Object> appended = new LinkedHashMap<>();
            appended.put("firstOffset", entry.getValue());
            appended.put("read", reader.readNew(entry.getKey(), (Long) row.get("maxOffset"), entry.getValue() + NEW_MESSAGES));
            row.put("appended", appended);
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int at = 0; at + 1 < options.size(); at++) {
            if (options.get(at).equals("--set")) {
                String[] pair = options.get(at + 1).split("=", 2);
                settings.put(pair[0], pair[1]);
            }
        }
        return settings;
    }

    private int refused(String reason) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("reason", reason);
        say("refused", facts);
        return REFUSED;
    }

    private void tell(String event, Map<String, Object> facts) throws Exception {
        say(event, facts);
        if (options.contains("--step")) {
            answers.readLine();
        }
    }

    private void say(String event, Map<String, Object> facts) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        line.putAll(facts);
        events.println(RemotingSerializable.toJson(line, false));
        events.flush();
    }
}
