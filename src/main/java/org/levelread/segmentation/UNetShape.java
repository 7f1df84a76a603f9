package org.levelread.segmentation;

import java.util.ArrayList;
import java.util.List;

/// The size of a U-Net, which fixes the names and shapes of all its weights.
///
/// @param inputs channels of the film, 2 from [FilmNormaliser]
/// @param stem channels at full resolution
/// @param channels channels a level of the encoder, from half resolution down
/// @param outputs probability maps
public record UNetShape(int inputs, int stem, List<Integer> channels, int outputs) {
    public UNetShape {
        channels = List.copyOf(channels);
        if (inputs < 1
                || stem < 1
                || outputs < 1
                || channels.size() < 2
                || channels.stream().anyMatch(c -> c < 1)) {
            throw new IllegalArgumentException(
                    "a U-Net needs at least one input, stem channel and output and two levels, was " + inputs + ", "
                            + stem + ", " + outputs + ", levels " + channels);
        }
    }

    /// 0.52 million weights; reached most bodies of real films after half an hour on two cores
    public static UNetShape standard(int outputs) {
        return new UNetShape(FilmNormaliser.CHANNELS, 16, List.of(24, 32, 48, 64, 96), outputs);
    }

    /// Sides of the input must be multiples of this.
    public int multiple() {
        return 1 << channels.size();
    }

    UNetShape withOutputs(int count) {
        return new UNetShape(inputs, stem, channels, count);
    }

    /// One 3x3 convolution without bias, batch norm and ReLU.
    record Unit(String name, int in, int out, int stride) {}

    Unit stemUnit() {
        return new Unit("stem.0", inputs, stem, 1);
    }

    Unit downUnit() {
        return new Unit("stem.1", stem, channels.getFirst(), 2);
    }

    /// two units of encoder level `k`; level 0 keeps the stem's half resolution, the others halve
    List<Unit> encoder(int k) {
        int c = channels.get(k);
        return List.of(
                new Unit("encoder." + k + ".0", channels.get(Math.max(0, k - 1)), c, k == 0 ? 1 : 2),
                new Unit("encoder." + k + ".1", c, c, 1));
    }

    /// two units that join level `k + 1`, enlarged, with the encoder's level `k`
    List<Unit> decoder(int k) {
        int c = channels.get(k);
        return List.of(
                new Unit("decoder." + k + ".0", channels.get(k + 1) + c, c, 1),
                new Unit("decoder." + k + ".1", c, c, 1));
    }

    int levels() {
        return channels.size();
    }

    /// all units, in the order of the forward pass
    List<Unit> units() {
        var all = new ArrayList<Unit>(List.of(stemUnit(), downUnit()));
        for (int k = 0; k < levels(); k++) all.addAll(encoder(k));
        for (int k = levels() - 2; k >= 0; k--) all.addAll(decoder(k));
        return all;
    }

    /// channels of the 1x1 head: a 2x2 block of pixels an output, so that the last level may work at half
    /// resolution
    int headChannels() {
        return outputs * 4;
    }
}
