package org.levelread.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlurTest {
    @ParameterizedTest
    @ValueSource(doubles = {.7, 1.5, 3, 8})
    void isNearlyTheNaiveGaussian(double sigma) {
        var random = SampleRasters.random(5);
        int w = 120, h = 100;
        float[] image = new float[w * h];
        for (int i = 0; i < image.length; i++) image[i] = random.nextFloat();
        float[] fast = Blur.gaussian(new GrayMap(w, h, image), sigma).values();
        // nearer to the edge the two repeat it differently
        int margin = (int) (3 * sigma);
        for (int y = margin; y < h - margin; y += 13) {
            for (int x = margin; x < w - margin; x += 11) {
                double sum = 0, weights = 0;
                for (int dy = -40; dy <= 40; dy++) {
                    for (int dx = -40; dx <= 40; dx++) {
                        double k = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
                        sum += k * image[Math.clamp(y + dy, 0, h - 1) * w + Math.clamp(x + dx, 0, w - 1)];
                        weights += k;
                    }
                }
                assertThat(fast[y * w + x]).isEqualTo((float) (sum / weights), within(.01f));
            }
        }
    }

    @Test
    void aConstantStaysAndNoBlurIsACopy() {
        GrayMap map = new GrayMap(7, 3);
        Arrays.fill(map.values(), 4);
        for (float v : Blur.gaussian(map, 2.5).values()) assertThat(v).isEqualTo(4, within(1e-5f));
        GrayMap same = Blur.gaussian(map, 0);
        assertThat(same.values()).containsExactly(map.values()).isNotSameAs(map.values());
        assertThatThrownBy(() -> Blur.gaussian(map, -1)).hasMessage("sigma must be 0 px or more, was -1.0");
    }
}
