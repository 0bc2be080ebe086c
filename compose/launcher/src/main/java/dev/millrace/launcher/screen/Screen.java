package dev.millrace.launcher.screen;

import java.io.PrintStream;
import java.util.List;

/** Where a command writes: a terminal, whose lines can be coloured and redrawn, or a file. Thread-safe. */
public final class Screen {

    private static final String ESCAPE = "\u001b[";

    private final PrintStream out;
    private final boolean isTerminal;
    private final boolean isColoured;
    private int redrawable;

    public Screen(PrintStream out, boolean isTerminal, boolean isColoured) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.isColoured = isColoured;
    }

    /** Standard output, a terminal where {@code ./millrace} saw one; without colours where {@code NO_COLOR} is set. */
    public static Screen standard() {
        var isTerminal = Boolean.getBoolean("millrace.terminal");
        var noColour = System.getenv("NO_COLOR");
        return new Screen(System.out, isTerminal, isTerminal && (noColour == null || noColour.isEmpty()));
    }

    /** Standard output as if it were a file. */
    public static Screen plain() {
        return new Screen(System.out, false, false);
    }

    public boolean isTerminal() {
        return isTerminal;
    }

    public boolean isColoured() {
        return isColoured;
    }

    /** Writes a line that stays. */
    public synchronized void print(String line) {
        clear();
        out.println(line);
        out.flush();
    }

    /** Shows lines in place of those shown so before; nothing where they could not be taken back. */
    public synchronized void redraw(List<String> lines) {
        if (!isTerminal) return;
        clear();
        for (var line : lines) out.println(line);
        redrawable = lines.size();
        out.flush();
    }

    /** Lets what was last drawn stand. */
    public synchronized void keep() {
        redrawable = 0;
    }

    private void clear() {
        if (redrawable > 0) out.print(ESCAPE + redrawable + "F" + ESCAPE + "J");
        redrawable = 0;
    }

    public String bold(String text) {
        return style("1", text);
    }

    public String faint(String text) {
        return style("2", text);
    }

    public String red(String text) {
        return style("31", text);
    }

    public String green(String text) {
        return style("32", text);
    }

    public String yellow(String text) {
        return style("33", text);
    }

    private String style(String code, String text) {
        return isColoured ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
