package org.levelread.reference;

/// What is wrong with a file of references, and where.
///
/// @param where "line 3, column 2 (levels)", "references[2].levels[0]" or "segment Rod 2"; empty for the whole file
/// @param found what stands there
/// @param expected what should
public record ImportProblem(String file, String where, String found, String expected) {
    /// "refs.csv, line 3, column 2 (levels): found "L7", expected …"
    public String sentence() {
        return file + (where.isEmpty() ? "" : ", " + where) + ": found " + found + ", expected " + expected + ".";
    }
}
