package org.levelread.spine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.levelread.spine.Level.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.levelread.imaging.Point;

class RenumberingTests {
    @Test
    void countsBothWaysOverMissingBodies() {
        assertThat(Renumbering.count(List.of(1, 1, 2, 1), 1, L4))
                .isEqualTo(new Renumbering.Names(List.of(L5, L4, L2, L1)));
    }

    @Test
    void aSixthLumbarAndAThirteenthThoracicAreLegal() {
        assertThat(Renumbering.count(List.of(1, 1, 1), 1, L5)).isEqualTo(new Renumbering.Names(List.of(L6, L5, L4)));
        assertThat(Renumbering.count(List.of(1, 1, 1), 1, T13)).isEqualTo(new Renumbering.Names(List.of(L1, T13, T12)));
        assertThat(Renumbering.count(List.of(1, 1), 0, L4)).isEqualTo(new Renumbering.Names(List.of(L4, L3)));
    }

    @Test
    void whatCannotBeCountedIsSaid() {
        assertThat(Renumbering.count(List.of(1, 1, 1), 2, L5)).isInstanceOfSatisfying(
                Renumbering.Impossible.class, i -> assertThat(i.reason()).contains("below L6"));
        assertThat(Renumbering.count(List.of(1, 1), 0, T1)).isInstanceOf(Renumbering.Impossible.class);
        assertThat(Renumbering.count(List.of(), 0, L5)).isInstanceOf(Renumbering.Impossible.class);
    }

    @Test
    void aFixedNameMovesTheOthersAndIsKept() {
        DrawnSpine spine = new DrawnSpine();
        SpineMaps maps = spine.draw();
        VertebraBodies split = LevelNumbering.split(maps, NumberingOptions.USUAL);
        double[] at = spine.centres.get(2);
        FixedName fixed = new FixedName(new Point(3 * at[0], 3 * at[1]), L2);
        SpineFindings found = LevelNumbering.name(split, NumberingOptions.USUAL, fixed);
        assertThat(found.levels()).extracting(LevelFinding::level).startsWith(L4, L3, L2, L1);
        assertThat(found.numbering().fixed()).isEqualTo(fixed);
        assertThat(found.determinable()).isTrue();
    }

    @Test
    void aFixedNameNamesAFilmWithoutSacrum() {
        DrawnSpine spine = new DrawnSpine();
        spine.sacrum = false;
        spine.s1Body = false;
        SpineMaps maps = spine.draw();
        double[] at = spine.centres.get(0);
        SpineFindings found = LevelNumbering.name(
                LevelNumbering.split(maps, NumberingOptions.USUAL),
                NumberingOptions.USUAL,
                new FixedName(new Point(3 * at[0], 3 * at[1]), L5));
        assertThat(found.levels()).extracting(LevelFinding::level).startsWith(L5, L4, L3);
        assertThat(found.determinable()).isTrue();
    }
}
