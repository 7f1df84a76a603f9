package org.levelread.spine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.levelread.spine.HardwareComponent.Matched;

/// What has been counted for the bodies of one chain so far; S1 is body -1.
final class LevelTally {
    final boolean[] instrumented;
    final double[] trust;
    final String[] why;
    /// bodies that hardware touches without counting for them, or hardly
    final boolean[] near;
    final List<Integer> cages = new ArrayList<>();
    final List<Matched> components = new ArrayList<>();
    boolean s1;
    double s1Trust;
    String s1Why = "";

    LevelTally(int bodies) {
        instrumented = new boolean[bodies];
        trust = new double[bodies];
        why = new String[bodies];
        near = new boolean[bodies];
        Arrays.fill(why, "");
    }

    boolean counts(int body) {
        return body < 0 ? s1 : instrumented[body];
    }

    double trust(int body) {
        return body < 0 ? s1Trust : trust[body];
    }

    String why(int body) {
        return body < 0 ? s1Why : why[body];
    }

    void cage(int gap, double confidence, String text) {
        if (!cages.contains(gap)) cages.add(gap);
        count(gap, confidence, "a cage below: " + text);
        count(gap - 1, confidence, "a cage above: " + text);
    }

    /// a body counts; what is written of it stays where it already did
    void count(int body, double confidence, String text) {
        if (body < 0) {
            s1 = true;
            s1Trust = Math.max(s1Trust, confidence);
            if (s1Why.isEmpty()) s1Why = text;
            return;
        }
        if (!instrumented[body]) {
            why[body] = text;
            near[body] = false;
        }
        instrumented[body] = true;
        trust[body] = Math.max(trust[body], confidence);
    }

    /// both neighbours of the disc space under a body
    static List<Integer> neighbours(int gap) {
        return List.of(gap - 1, gap);
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
