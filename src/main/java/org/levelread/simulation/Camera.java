package org.levelread.simulation;

/// A point source that looks across the body at a film; lengths on the film are those in the plane y = 0. Where it
/// looks from the front, x and y change places.
///
/// @param frontal whether it looks from the front
/// @param sourceMm from the source to the plane y = 0
/// @param centreX where the central ray meets that plane
/// @param centreZ where the central ray meets that plane
/// @param cosRoll of the film's turn about the central ray
/// @param sinRoll of the film's turn about the central ray
/// @param left x at the film's left edge
/// @param top z at the film's upper edge
/// @param pixelX width of a fine pixel, mm
/// @param pixelZ height of a fine pixel, mm
record Camera(
        boolean frontal,
        double sourceMm,
        double centreX,
        double centreZ,
        double cosRoll,
        double sinRoll,
        double left,
        double top,
        double pixelX,
        double pixelZ,
        int width,
        int height) {
    /// column, row (fine pixels, origin at the corner of the first) and the inverse distance along the central
    /// ray, 1/mm
    double[] project(double[] xyz) {
        double[] out = new double[xyz.length];
        for (int i = 0; i < xyz.length; i += 3) {
            double sideways = frontal ? xyz[i + 1] : xyz[i], deep = frontal ? -xyz[i] : xyz[i + 1];
            double inverse = 1 / (sourceMm + deep);
            double f = sourceMm * inverse;
            double dx = (sideways - centreX) * f, dz = (xyz[i + 2] - centreZ) * f;
            out[i] = (centreX + cosRoll * dx - sinRoll * dz - left) / pixelX;
            out[i + 1] = (top - (centreZ + sinRoll * dx + cosRoll * dz)) / pixelZ;
            out[i + 2] = inverse;
        }
        return out;
    }

    /// the same camera with its film moved up
    Camera lifted(double mm) {
        return new Camera(
                frontal, sourceMm, centreX, centreZ, cosRoll, sinRoll, left, top + mm, pixelX, pixelZ, width, height);
    }

    /// how much longer than the central ray the ray through a pixel is
    double slant(double column, double row) {
        double dx = left + column * pixelX - centreX, dz = top - row * pixelZ - centreZ;
        return Math.sqrt(1 + (dx * dx + dz * dz) / (sourceMm * sourceMm));
    }
}
