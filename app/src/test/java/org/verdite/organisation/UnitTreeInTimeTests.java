package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.verdite.shared.Conflict;
import org.verdite.shared.LocalText;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

class UnitTreeInTimeTests extends OrganisationTest {

    private List<UnitId> below(UnitId unit, String day) {
        return system(() -> units.below(unit, LocalDate.parse(day), null));
    }

    @Test
    void a_unit_stands_below_its_old_parent_until_the_day_it_moves() {
        var north = unit(top);
        var south = unit(top);
        var mine = unit(north);
        system(() -> {
            units.move(mine, south, LocalDate.of(2024, 7, 1), "new region");
            return true;
        });
        assertThat(below(north, "2024-06-30")).contains(mine);
        assertThat(below(south, "2024-06-30")).doesNotContain(mine);
        assertThat(below(south, "2024-07-01")).contains(mine);
        assertThat(below(north, "2024-07-01")).doesNotContain(mine);
    }

    @Test
    void what_was_known_before_the_move_was_entered_stays_readable() {
        var north = unit(top);
        var south = unit(top);
        var mine = unit(north);
        clock.set("2026-03-05T00:00:00Z");
        system(() -> {
            units.move(mine, south, LocalDate.of(2024, 7, 1), "");
            return true;
        });
        var day = LocalDate.of(2025, 1, 1);
        assertThat(system(() -> units.below(north, day, Instant.parse("2026-03-04T00:00:00Z"))))
                .contains(mine);
        assertThat(system(() -> units.below(north, day, Instant.parse("2026-03-06T00:00:00Z"))))
                .doesNotContain(mine);
    }

    @Test
    void a_unit_never_comes_to_stand_below_itself_on_any_day() {
        var a = unit(top);
        var b = unit(a);
        var c = unit(b);
        assertThatThrownBy(() -> system(() -> {
                    units.move(a, c, LocalDate.of(2024, 1, 1), "");
                    return true;
                }))
                .isInstanceOf(Refused.class)
                .hasMessage("organisation.refused.circle");
    }

    @Test
    void a_planned_move_is_not_lost_by_an_earlier_one() {
        var a = unit(top);
        var b = unit(top);
        var c = unit(top);
        var mine = unit(a);
        system(() -> {
            units.move(mine, c, LocalDate.of(2027, 1, 1), "planned");
            units.move(mine, b, LocalDate.of(2026, 1, 1), "now");
            return true;
        });
        assertThat(below(b, "2026-12-31")).contains(mine);
        assertThat(below(c, "2027-01-01")).contains(mine);
    }

    @Test
    void the_database_itself_refuses_two_parents_on_one_day() {
        var a = unit(top);
        var b = unit(top);
        assertThatThrownBy(() -> apart.system(
                        "test",
                        () -> jdbc.sql("""
                        insert into organisation.edge (unit_id, parent_id, valid_from) values (:a, :b, date '2021-01-01')""")
                                .param("a", a.value())
                                .param("b", b.value())
                                .update()))
                .hasMessageContaining("edge_one_parent");
    }

    @Test
    void a_unit_with_units_below_is_not_closed() {
        var a = unit(top);
        unit(a);
        assertThatThrownBy(() -> system(() -> {
                    units.close(a, 1, LocalDate.of(2026, 1, 1));
                    return true;
                }))
                .hasMessage("organisation.refused.unitsBelow");
    }

    @Test
    void a_closed_unit_leaves_the_tree_but_its_chief_still_reads_it() {
        var a = unit(top);
        var b = unit(a);
        system(() -> {
            units.close(b, 1, LocalDate.of(2026, 1, 1));
            return true;
        });
        assertThat(below(a, "2025-12-31")).contains(b);
        assertThat(below(a, "2026-01-01")).doesNotContain(b);
        assertThat(grants.units(account(Role.SITE_MANAGER, a))).contains(b.value());
    }

    @Test
    void the_second_writer_of_a_name_is_told() {
        var a = unit(top);
        system(() -> {
            units.rename(a, 1, LocalText.of("en", "First"), "REGION");
            return true;
        });
        assertThatThrownBy(() -> system(() -> {
                    units.rename(a, 1, LocalText.of("en", "Second"), "REGION");
                    return true;
                }))
                .isInstanceOf(Conflict.class);
    }
}
