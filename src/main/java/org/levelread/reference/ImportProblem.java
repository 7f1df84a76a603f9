package org.levelread.reference;

/// What is wrong with a file of references, where, and what was expected.
///
/// @param sentence "refs.csv, line 3, column 3 (levels): found "L7", expected …"
public record ImportProblem(String sentence) {
    /// @param where "line 3, column 2 (levels)", "references[2].levels[0]" or "segment Rod 2"; empty for the whole file
    static ImportProblem at(String file, String where, String found, String expected) {
        return new ImportProblem(
                file + (where.isEmpty() ? "" : ", " + where) + ": found " + found + ", expected " + expected + ".");
    }
}
