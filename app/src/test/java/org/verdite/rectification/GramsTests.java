package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GramsTests {

    private static double alike(String one, String other) {
        return Grams.alike(Grams.of(one), Grams.of(other));
    }

    @Test
    void other_words_for_the_same_are_alike_and_other_things_are_not() {
        assertThat(alike("Waste oil drums outside the bunded store", "Drum of waste oil outside bunded store"))
                .isGreaterThan(0.6);
        assertThat(alike("Waste oil drums outside the bunded store", "Copper above permit at DW001"))
                .isLessThan(0.15);
    }

    @Test
    void a_point_of_another_number_is_another_word() {
        assertThat(Grams.of("DW001")).doesNotContainAnyElementsOf(Grams.of("DW002"));
    }

    @Test
    void chinese_is_compared_in_pairs_of_characters_and_full_width_as_half() {
        assertThat(alike("危废暂存间外堆放废机油桶", "废机油桶堆放在危废暂存间外")).isGreaterThan(0.6);
        assertThat(alike("危废暂存间外堆放废机油桶", "选厂排口铜超出许可限值")).isLessThan(0.15);
        assertThat(alike("排口ＤＷ００１超标", "排口DW001超标")).isEqualTo(1);
    }

    @Property
    void likeness_is_the_same_both_ways_and_whole_with_itself(@ForAll String one, @ForAll String other) {
        assertThat(alike(one, other)).isBetween(0.0, 1.0).isEqualTo(alike(other, one));
        assertThat(alike(one, one)).isEqualTo(Grams.of(one).isEmpty() ? 0 : 1);
    }
}
