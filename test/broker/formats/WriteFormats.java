import java.io.File;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.rocketmq.remoting.protocol.EpochEntry;
import org.apache.rocketmq.store.ConsumeQueueExt;
import org.apache.rocketmq.store.ha.autoswitch.EpochFileCache;
import org.apache.rocketmq.store.timer.TimerCheckpoint;
import org.apache.rocketmq.store.timer.TimerLog;
import org.apache.rocketmq.store.timer.TimerWheel;

/** Has RocketMQ's own classes write small files of formats that a broker writes only large or seldom: the same bytes every time. */
public class WriteFormats {
    static final long WRITTEN_AT = 1_795_399_221_000L;

    public static void main(String[] args) throws Exception {
        writeTimer(args[0] + "/timer");
        writeExtension(args[0] + "/queue-ext");
        writeEpochs(args[0] + "/epochs");
    }

    /** Twelve timers in three slots of a wheel of 2 x 16, over two files of 512 bytes; due after 5, 7 and 9 seconds by turns. */
    static void writeTimer(String root) throws Exception {
        TimerWheel wheel = new TimerWheel(root + "/timerwheel", 16, 1000);
        TimerLog log = new TimerLog(root + "/timerlog", 512);
        for (int index = 0; index < 12; index++) {
            int delay = 5000 + index % 3 * 2000 + index;
            long due = WRITTEN_AT + delay;
            long first = wheel.getSlot(due).firstPos;
            long last = wheel.getSlot(due).lastPos;
            ByteBuffer unit = ByteBuffer.allocate(TimerLog.UNIT_SIZE);
            unit.putInt(TimerLog.UNIT_SIZE).putLong(last).putInt(index == 4 ? 3 : index == 5 ? 5 : 1);
            unit.putLong(WRITTEN_AT).putInt(delay).putLong(5_000_000_000L + index * 300).putInt(300).putInt("orders".hashCode()).putLong(0);
            long at = log.append(unit.array());
            wheel.putSlot(due, first == -1 ? at : first, at, (int) wheel.getNum(due) + 1, 0);
        }
        log.shutdown();
        wheel.shutdown();
        TimerCheckpoint checkpoint = new TimerCheckpoint(root + "/timercheck");
        checkpoint.setLastReadTimeMs(WRITTEN_AT + 6000);
        checkpoint.setLastTimerLogFlushPos(668);
        checkpoint.setLastTimerQueueOffset(12);
        checkpoint.setMasterTimerQueueOffset(13);
        checkpoint.getDataVersion().setTimestamp(WRITTEN_AT);
        checkpoint.shutdown();
    }

    /** Five units over two files of 128 bytes, with bit maps of 0, 8 and 16 bytes. */
    static void writeExtension(String root) {
        ConsumeQueueExt extension = new ConsumeQueueExt("orders", 3, root, 128, 64);
        for (int index = 0; index < 5; index++) {
            byte[] bits = index == 0 ? null : new byte[index % 2 == 0 ? 16 : 8];
            if (bits != null) Arrays.fill(bits, (byte) index);
            extension.put(new ConsumeQueueExt.CqExtUnit((long) "TagA".hashCode() + index, WRITTEN_AT + index, bits));
        }
        extension.flush(0);
    }

    static void writeEpochs(String root) {
        new File(root).mkdirs();
        EpochFileCache epochs = new EpochFileCache(root + "/epochFileCheckpoint");
        epochs.appendEntry(new EpochEntry(1, 0));
        epochs.appendEntry(new EpochEntry(2, 262_144));
        epochs.appendEntry(new EpochEntry(5, 5_000_000_000L));
    }
}
