package org.levelread.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OverlapCommandTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path draw(String name, int type, int width, int height, Consumer<Graphics2D> drawing) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D g = image.createGraphics();
        drawing.accept(g);
        g.dispose();
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private Path square(String name, int left) throws IOException {
        return draw(name, BufferedImage.TYPE_BYTE_GRAY, 30, 30, g -> g.fillRect(left, 10, 10, 10));
    }

    private Path empty(String name) throws IOException {
        return draw(name, BufferedImage.TYPE_BYTE_GRAY, 30, 30, _ -> {});
    }

    private int run(Path reference, Path prediction, String... options) {
        String[] args = new String[options.length + 2];
        args[0] = reference.toString();
        args[1] = prediction.toString();
        System.arraycopy(options, 0, args, 2, options.length);
        return new CommandLine(new OverlapCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private JsonNode json(Path reference, Path prediction, String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "--json";
        System.arraycopy(options, 0, all, 1, options.length);
        assertThat(run(reference, prediction, all)).as(err.toString()).isZero();
        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        out.getBuffer().setLength(0);
        return json;
    }

    @ParameterizedTest
    @CsvSource({"1, .9, 1, 1", "2, .8, 2, .5556", "5, .5, 5, .3889"})
    void shiftedSquare(int shift, double dice, double hd, double surface) throws IOException {
        JsonNode json = json(square("a.png", 5), square("b.png", 5 + shift));
        assertThat(json.propertyNames()).containsExactly("dice", "iou", "hd", "hd95", "assd", "masd", "surfaceDice");
        assertThat(json.get("dice").propertyNames())
                .containsExactly("estimate", "se", "low", "high", "method", "notEstimable");
        assertThat(json.get("dice").get("estimate").asDouble()).isCloseTo(dice, within(1e-12));
        assertThat(json.get("hd").get("estimate").asDouble()).isCloseTo(hd, within(1e-12));
        assertThat(json.get("surfaceDice").get("estimate").asDouble()).isCloseTo(surface, within(5e-5));
    }

    @Test
    void theTwoAxesHaveTheirOwnSpacing() throws IOException {
        Path a = square("a.png", 5);
        JsonNode across = json(a, square("b.png", 8), "--spacing", "2,0.5", "--tolerance", "1.5");
        assertThat(across.get("hd").get("estimate").asDouble()).isCloseTo(1.5, within(1e-12));
        assertThat(across.get("surfaceDice").get("estimate").asDouble()).isEqualTo(1);
        Path down = draw("c.png", BufferedImage.TYPE_BYTE_GRAY, 30, 30, g -> g.fillRect(5, 13, 10, 10));
        assertThat(json(a, down, "--spacing", "2,0.5").get("hd").get("estimate").asDouble())
                .isCloseTo(6, within(1e-12));
        assertThat(across.get("hd").get("method").asString()).contains("at a spacing of 2 x 0.5");
    }

    @Test
    void emptyMasks() throws IOException {
        Path none = empty("none.png");
        JsonNode both = json(none, empty("nothing.png"));
        assertThat(both.get("dice").get("estimate").asDouble()).isEqualTo(1);
        assertThat(both.get("dice").get("method").asString()).contains("1 by definition, to be left out of a mean");
        assertThat(both.get("hd95").get("notEstimable").asString()).isEqualTo("both masks are empty");
        assertThat(both.get("surfaceDice").get("estimate").isNull()).isTrue();
        JsonNode one = json(none, square("a.png", 5));
        assertThat(one.get("dice").get("estimate").asDouble()).isZero();
        assertThat(one.get("surfaceDice").get("estimate").asDouble()).isZero();
        assertThat(one.get("assd").get("notEstimable").asString()).isEqualTo("the reference is empty");
        assertThat(json(square("a.png", 5), none).get("hd").get("notEstimable").asString())
                .isEqualTo("the prediction is empty");
    }

    @Test
    void everyKindOfPngThatIsAMask() throws IOException {
        Path grey = square("a.png", 5);
        for (int type : new int[] {
            BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_INDEXED
        }) {
            Path other = draw("b" + type + ".png", type, 30, 30, g -> {
                g.setColor(Color.WHITE);
                g.fillRect(5, 10, 10, 10);
            });
            assertThat(json(grey, other).get("dice").get("estimate").asDouble()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoMaskIsRefused() throws IOException {
        Path mask = square("a.png", 5);
        Path small = draw("small.png", BufferedImage.TYPE_BYTE_GRAY, 29, 30, g -> g.fillRect(5, 5, 9, 9));
        Path red = draw("red.png", BufferedImage.TYPE_INT_RGB, 30, 30, g -> {
            g.setColor(Color.RED);
            g.fillRect(5, 5, 9, 9);
        });
        Path greys = draw("greys.png", BufferedImage.TYPE_BYTE_GRAY, 30, 30, g -> {
            for (int i = 0; i < 30; i++) {
                g.setColor(new Color(8 * i, 8 * i, 8 * i));
                g.fillRect(i, 0, 1, 30);
            }
        });
        Path clear = draw("clear.png", BufferedImage.TYPE_INT_ARGB, 30, 30, g -> g.fillRect(5, 5, 9, 9));
        Path text = Files.writeString(folder.resolve("text.png"), "not a picture");
        Path cut = Files.write(
                folder.resolve("cut.png"),
                java.util.Arrays.copyOf(Files.readAllBytes(mask), (int) Files.size(mask) - 30));
        assertThat(run(mask, small)).isEqualTo(2);
        assertThat(err.toString()).contains("small.png has 29 x 30 pixels, but").contains("masks of the same size");
        assertThat(run(red, mask)).isEqualTo(2);
        assertThat(err.toString()).contains("red.png is a colour picture (row 5, column 5)");
        assertThat(run(mask, greys)).isEqualTo(2);
        assertThat(err.toString()).contains("greys.png is no mask: it holds the grey values 0,");
        assertThat(run(mask, clear)).isEqualTo(2);
        assertThat(err.toString()).contains("clear.png is transparent in places");
        assertThat(run(mask, text)).isEqualTo(2);
        assertThat(err.toString()).contains("text.png is no PNG");
        assertThat(run(mask, cut)).isEqualTo(2);
        assertThat(err.toString()).contains("cut.png is damaged");
        assertThat(run(mask, folder.resolve("none.png"))).isEqualTo(2);
        assertThat(err.toString()).contains("none.png does not exist");
        assertThat(run(mask, mask, "--spacing", "1,0")).isEqualTo(2);
        assertThat(run(mask, mask, "--spacing", "1")).isEqualTo(2);
        assertThat(run(mask, mask, "--tolerance", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("two numbers above 0 such as 0.5,0.25; was 1,0");
        assertThat(out.toString()).isEmpty();
    }
}
