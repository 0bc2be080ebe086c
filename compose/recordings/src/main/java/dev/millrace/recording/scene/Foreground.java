package dev.millrace.recording.scene;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is close: the bank below the mill, reeds that sway, and petals, fireflies, leaves or snow in the air. */
final class Foreground {

    private record Reed(double x, double height, double lean, double offset, boolean hasHead) {}

    private record Flake(double x, double offset, double sway, double size) {}

    private final Season season;
    private final List<Reed> reeds;
    private final List<Flake> flakes;

    Foreground(Season season, SplittableRandom random) {
        this.season = season;
        this.reeds = Stream.concat(clump(random, -20, 150, 34), clump(random, 1090, 1300, 44))
                .toList();
        this.flakes = IntStream.range(0, 60)
                .mapToObj(i -> new Flake(
                        random.nextDouble(-60, 1300),
                        random.nextDouble(),
                        random.nextDouble(14, 44),
                        0.5 + random.nextDouble()))
                .toList();
    }

    private static Stream<Reed> clump(SplittableRandom random, double from, double to, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Reed(
                        random.nextDouble(from, to),
                        70 + random.nextDouble(110),
                        random.nextDouble(-26, 26),
                        random.nextDouble(),
                        random.nextInt(4) == 0));
    }

    /** The ground on this side of the mill, down to the water. */
    void drawBank(Graphics2D g, Light light) {
        var right = new Path2D.Double();
        right.moveTo(786, 566);
        right.curveTo(792, 534, 812, 528, 850, 527);
        right.curveTo(980, 524, 1080, 506, 1300, 476);
        right.lineTo(1300, 566);
        right.closePath();
        var left = new Path2D.Double();
        left.moveTo(-10, 508);
        left.curveTo(160, 522, 330, 532, 520, 545);
        left.curveTo(330, 552, 160, 556, -10, 552);
        left.closePath();
        g.setColor(light.on(season.grass().times(0.78)).color());
        g.fill(right);
        g.fill(left);
        g.setColor(light.on(Tone.of(0x8E877C)).color());
        g.fill(new RoundRectangle2D.Double(826, 524, 74, 7, 4, 4));
        g.setColor(light.on(Tone.of(0x77706A)).color());
        g.fill(new RoundRectangle2D.Double(818, 530, 90, 8, 4, 4));
    }

    void drawReeds(Graphics2D g, Moment moment, Light light) {
        for (Reed reed : reeds) {
            double sway = reed.lean + 9 * moment.swing(3.4, reed.offset);
            double top = 726 - reed.height;
            g.setColor(light.on(Tone.of(0x2E4A2A).mix(season.grass(), reed.offset * 0.4))
                    .times(0.62)
                    .color());
            g.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(new QuadCurve2D.Double(reed.x, 730, reed.x, 690, reed.x + sway, top));
            if (reed.hasHead) {
                g.setColor(light.on(Tone.of(0x5A3A22)).times(0.8).color());
                g.fill(new Ellipse2D.Double(reed.x + sway - 5, top - 20, 10, 32));
            }
        }
    }

    void drawAir(Graphics2D g, Moment moment, Light light) {
        double glow = season.isGlowing() ? light.darkness() : 0.85;
        if (glow < 0.05) {
            return;
        }
        for (Flake flake : flakes) {
            double way = moment.turn(season.fall() / flake.size, flake.offset);
            double y = season.isGlowing() ? 460 + 200 * flake.offset + 16 * moment.swing(5, way) : -20 + 760 * way;
            double x = flake.x + flake.sway * moment.swing(season.fall() / 2, flake.offset);
            double pulse = season.isGlowing() ? 0.5 + 0.5 * moment.swing(2, flake.sway) : 1;
            double size = season.driftSize() * (0.6 + flake.size) * (season.isGlowing() ? 2 : 1);
            g.setColor((season.isGlowing() ? season.drift() : light.on(season.drift())).color(glow * pulse));
            g.fill(new Ellipse2D.Double(x, y, size, season.isSnowy() || season.isGlowing() ? size : size * 0.62));
        }
    }
}
