package org.levelread.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// How well the instances of two label maps match. Kirillov et al., Panoptic segmentation, CVPR 2019,
/// doi:10.1109/CVPR.2019.00963.
///
/// Two instances match where their IoU is above 1/2; then no other can.
///
/// @param matched instances of both that match
/// @param missed of the reference without a match
/// @param spurious of the prediction without a match
/// @param intersections sum of the IoU of the matches
public record PanopticQuality(int matched, int missed, int spurious, double intersections) {
    public PanopticQuality {
        if (matched < 0 || missed < 0 || spurious < 0 || !(intersections >= 0 && intersections <= matched + 1e-9)) {
            throw new IllegalArgumentException(matched + " matched, " + missed + " missed and " + spurious
                    + " spurious instances cannot have a summed IoU of " + intersections);
        }
    }

    /// @param reference, prediction of the same length: 0 outside, the number of the instance inside
    public static PanopticQuality of(int[] reference, int[] prediction) {
        if (reference.length != prediction.length) {
            throw new IllegalArgumentException("label maps of " + reference.length + " and " + prediction.length
                    + " pixels do not lie on the same grid");
        }
        Map<Integer, Integer> own = new HashMap<>();
        Map<Integer, Integer> other = new HashMap<>();
        Map<Long, Integer> common = new HashMap<>();
        for (int i = 0; i < reference.length; i++) {
            if (reference[i] != 0) own.merge(reference[i], 1, Integer::sum);
            if (prediction[i] != 0) other.merge(prediction[i], 1, Integer::sum);
            if (reference[i] != 0 && prediction[i] != 0) {
                common.merge((long) reference[i] << 32 | prediction[i] & 0xffffffffL, 1, Integer::sum);
            }
        }
        int matched = 0;
        double sum = 0;
        for (var pair : common.entrySet()) {
            int shared = pair.getValue();
            int union = own.get((int) (pair.getKey() >> 32)) + other.get((int) (long) pair.getKey()) - shared;
            if (2L * shared <= union) continue;
            matched++;
            sum += shared / (double) union;
        }
        return new PanopticQuality(matched, own.size() - matched, other.size() - matched, sum);
    }

    /// of several films together
    public PanopticQuality plus(PanopticQuality other) {
        return new PanopticQuality(
                matched + other.matched,
                missed + other.missed,
                spurious + other.spurious,
                intersections + other.intersections);
    }

    /// segmentation times recognition quality, in [0, 1]
    public Estimate quality() {
        return of("panoptic quality", intersections, matched + (missed + spurious) / 2.0, "there is no instance");
    }

    /// mean IoU of the matches
    public Estimate segmentationQuality() {
        return of("segmentation quality", intersections, matched, "no instance was matched");
    }

    /// F1 of finding the instances
    public Estimate recognitionQuality() {
        return of("recognition quality", matched, matched + (missed + spurious) / 2.0, "there is no instance");
    }

    private Estimate of(String name, double part, double whole, String reason) {
        Method method = new Method(
                name + ", matches above an IoU of 1/2",
                "Python: " + Formatted.digits(part) + " / " + Formatted.digits(whole)
                        + "; torchmetrics' PanopticQuality");
        Sample sample = Sample.of(matched + missed + spurious);
        return whole == 0
                ? new NotEstimable(reason, method, sample)
                : new Estimated(
                        part / whole,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        method,
                        sample,
                        List.of("the instances of a film are not independent: take the bootstrap over films"));
    }
}
