/** One queue of a topic, ordered by topic and id. */
final class Queue implements Comparable<Queue> {
    final String topic;
    final int id;

    Queue(String topic, int id) {
        this.topic = topic;
        this.id = id;
    }

    @Override
    public int compareTo(Queue other) {
        int byTopic = topic.compareTo(other.topic);
        return byTopic != 0 ? byTopic : Integer.compare(id, other.id);
    }

    @Override
    public String toString() {
        return topic + "/" + id;
    }
}
