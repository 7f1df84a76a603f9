package org.levelread.spine;

/// The dots and pins that show where a cage that X-rays pass through lies: at least two in one disc space.
final class CageMarks {
    /// larger pieces, in areas of the body above the disc space, are no marks
    static final double LARGEST = .03;
    /// two marks of one cage are at least so far apart, in depths of the body above
    private static final double APART = .15;

    private CageMarks() {}

    static boolean apart(ColumnFrame frame, int gap, double ax, double ay, double bx, double by) {
        return Math.hypot(ax - bx, ay - by) > APART * frame.depth(gap);
    }
}
