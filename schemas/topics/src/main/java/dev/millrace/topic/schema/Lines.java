package dev.millrace.topic.schema;

/** Text by the line, indented by the depth of open braces. */
final class Lines {

    private final StringBuilder text = new StringBuilder();
    private int depth;

    void add(String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    void open(String head) {
        add(head + " {");
        depth++;
    }

    void close() {
        depth--;
        add("}");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
