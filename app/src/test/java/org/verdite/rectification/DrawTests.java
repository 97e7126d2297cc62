package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.verdite.rectification.Draw.Facts;

/// Which corrections on the spot are drawn, as a rule without a database.
class DrawTests {

    private static final SampleRule RULE = new SampleRule(Severity.MINOR, 25, 2, 7, 30, 1);

    private static Facts quiet(int before, int lot) {
        return new Facts(false, false, false, false, false, false, before, lot);
    }

    @Test
    void without_doubt_the_first_ones_are_drawn_and_then_the_lot_decides_at_its_share() {
        assertThat(Draw.of(RULE, quiet(0, 9999))).isEqualTo(Draw.LEAST);
        assertThat(Draw.of(RULE, quiet(1, 9999))).isEqualTo(Draw.LEAST);
        assertThat(Draw.of(RULE, quiet(2, 2499))).isEqualTo(Draw.LOT);
        assertThat(Draw.of(RULE, quiet(2, 2500))).isEqualTo(Draw.NOT_DRAWN);
        var none = new SampleRule(Severity.LOW, 0, 0, 0, 0, 1);
        assertThat(Draw.of(none, quiet(0, 0))).isEqualTo(Draw.NOT_DRAWN);
        var all = new SampleRule(Severity.LOW, 100, 0, 0, 0, 1);
        assertThat(Draw.of(all, quiet(0, 9999))).isEqualTo(Draw.LOT);
    }

    @Test
    void doubt_is_drawn_whatever_the_lot_says_and_its_first_reason_is_kept() {
        var none = new SampleRule(Severity.LOW, 0, 0, 0, 0, 1);
        assertThat(Draw.of(none, new Facts(true, true, true, true, true, true, 9, 9999)))
                .isEqualTo(Draw.REPEAT);
        assertThat(Draw.of(none, new Facts(false, true, true, true, true, true, 9, 9999)))
                .isEqualTo(Draw.SENT_BACK);
        assertThat(Draw.of(none, new Facts(false, false, true, true, true, true, 9, 9999)))
                .isEqualTo(Draw.RECLASSIFIED);
        assertThat(Draw.of(none, new Facts(false, false, false, true, true, true, 9, 9999)))
                .isEqualTo(Draw.SAME_PROOF);
        assertThat(Draw.of(none, new Facts(false, false, false, false, true, true, 9, 9999)))
                .isEqualTo(Draw.LATE);
        assertThat(Draw.of(none, new Facts(false, false, false, false, false, true, 9, 9999)))
                .isEqualTo(Draw.UNIT_FAILED);
        for (Draw draw : Draw.values()) {
            assertThat(draw.drawn()).isEqualTo(draw != Draw.NOT_DRAWN);
        }
    }
}
