package dev.millrace.recording.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A panel of lamps in the corner that tells title, time of the loop and frame number. It needs no fonts, which a bare machine lacks. */
final class Caption {

    private static final Color PANEL = new Color(8, 12, 18, 200);
    private static final Color DIM = new Color(255, 190, 90, 26);
    private static final Color BRIGHT = new Color(255, 196, 92);
    private static final Color WARM = new Color(255, 232, 190);
    private static final int COLUMNS = 5;
    private static final int ROWS = 7;

    /** Five columns of seven lamps each, the top one in the lowest bit, as on the usual character displays. */
    private static final Map<Character, int[]> GLYPHS = glyphs("""
            0 3E5149453E 1 00427F4000 2 4261514946 3 2141454B31 4 1814127F10 5 2745454539 6 3C4A494930 7 0171090503
            8 3649494936 9 064949291E A 7E1111117E B 7F49494936 C 3E41414122 D 7F4141221C E 7F49494941 F 7F09090901
            G 3E4149497A H 7F0808087F I 00417F4100 J 2040413F01 K 7F08142241 L 7F40404040 M 7F020C027F N 7F0408107F
            O 3E4141413E P 7F09090906 Q 3E4151215E R 7F09192946 S 4649494931 T 01017F0101 U 3F4040403F V 1F2040201F
            W 3F4038403F X 6314081463 Y 0708700807 Z 6151494543 : 0036360000 . 0060600000 / 2010080402 - 0808080808
            """);

    private final String title;

    Caption(String title) {
        this.title = title.toUpperCase(Locale.ROOT);
    }

    private static Map<Character, int[]> glyphs(String table) {
        String[] words = table.strip().split("\\s+");
        return IntStream.range(0, words.length / 2)
                .boxed()
                .collect(Collectors.toMap(i -> words[i * 2].charAt(0), i -> columns(words[i * 2 + 1])));
    }

    private static int[] columns(String hex) {
        return IntStream.range(0, COLUMNS)
                .map(i -> Integer.parseInt(hex, i * 2, i * 2 + 2, 16))
                .toArray();
    }

    void draw(Graphics2D g, Moment moment) {
        double seconds = moment.seconds();
        String time =
                String.format(Locale.ROOT, "%02d:%06.3f", (int) seconds / 60, Math.floor(seconds % 60 * 1_000) / 1_000);
        String frame = String.format(Locale.ROOT, "%04d/%04d", moment.frame(), moment.frames());
        g.setColor(PANEL);
        g.fill(new RoundRectangle2D.Double(28, 610, 372, 88, 18, 18));
        write(g, title, 46, 624, 3, WARM);
        write(g, time, 46, 656, 3.6, BRIGHT);
        write(g, frame, 258, 662, 2.2, BRIGHT);
        g.setColor(DIM);
        g.fill(new RoundRectangle2D.Double(46, 688, 336, 3, 3, 3));
        g.setColor(BRIGHT);
        g.fill(new RoundRectangle2D.Double(46, 688, 336 * moment.phase(), 3, 3, 3));
    }

    private static void write(Graphics2D g, String text, double x, double y, double pitch, Color lit) {
        for (int i = 0; i < text.length(); i++) {
            int[] columns = GLYPHS.getOrDefault(text.charAt(i), new int[COLUMNS]);
            for (int column = 0; column < COLUMNS; column++) {
                for (int row = 0; row < ROWS; row++) {
                    if ((columns[column] >> row & 1) == 1) {
                        g.setColor(lit);
                        double left = x + (i * (COLUMNS + 1) + column) * pitch;
                        g.fill(new Ellipse2D.Double(left, y + row * pitch, pitch * 0.94, pitch * 0.94));
                    }
                }
            }
        }
    }
}
