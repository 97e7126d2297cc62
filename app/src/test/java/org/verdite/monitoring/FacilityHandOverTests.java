package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.organisation.Facilities;
import org.verdite.shared.FacilityId;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Another unit becomes responsible for a facility: what hangs on it moves along.
@SpringBootTest
class FacilityHandOverTests {

    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    JudgeAgain again;

    @Autowired
    Facilities facilities;

    private long seen(int unit, String sql) {
        var scope = new Scope("account:1", null, null, new int[] {unit}, "test", false);
        var count = scope.get(() -> new TransactionTemplate(transactions)
                .execute(_ -> jdbc.sql(sql).query((rs, _) -> rs.getLong(1)).single()));
        return count == null ? -1 : count;
    }

    private long allOf(int unit, River river, String permit) {
        return seen(unit, "select count(*) from monitoring.point where id = " + river.point)
                + seen(unit, "select count(*) from monitoring.series where point_id = " + river.point)
                + seen(unit, "select count(*) from monitoring.result where unit_id = " + unit)
                + seen(unit, "select count(*) from monitoring.judgement where unit_id = " + unit)
                + seen(unit, "select count(*) from monitoring.exceedance where unit_id = " + unit)
                + seen(unit, "select count(*) from obligations.limit_set where code = '" + permit + "'")
                + seen(
                        unit,
                        "select count(*) from obligations.limit l join obligations.limit_set s on s.id = l.set_id where s.code = '"
                                + permit + "'");
    }

    @Test
    void points_results_and_permits_of_a_facility_are_seen_by_the_new_unit_and_no_longer_by_the_old() {
        var river = new River(jdbc, transactions, limits, again);
        int copper = river.series("w20122", "DAY_MEAN");
        String permit = "HP-" + river.code;
        river.permit("SITE-" + river.code, "0.50", START);
        river.run(() -> jdbc.sql("""
                        insert into organisation.facility_responsibility (facility_id, unit_id, valid_from)
                        values (:facility, :unit, date '1900-01-01')""")
                .param("facility", river.facility)
                .param("unit", river.unit)
                .update());
        long set = river.get(() -> limits.addSet(new NewLimitSet(
                new UnitId(river.unit),
                permit,
                "",
                "",
                LocalText.of("en", "Permit of the outfall"),
                "Bureau",
                new SiteId(river.site),
                new FacilityId(river.facility),
                START,
                null,
                null,
                "",
                "",
                "")));
        river.run(() -> limits.addLimit(NewLimit.permitMaximum(
                set,
                "w20122",
                LocalText.of("en", "Total copper"),
                "DAY_MEAN",
                new BigDecimal("0.30"),
                "mg/L",
                "DW001",
                "1",
                START)));
        river.results(copper, "2026-02-01", "0.20", "2026-02-02", "0.90");
        river.judge(copper);
        int next = river.get(() -> jdbc.sql("""
                        insert into organisation.unit (code, name, kind, opened)
                        values (:code, '{"_":"en","en":"Next"}', 'SECTION', date '2020-01-01') returning id""")
                .param("code", "N" + river.code)
                .query((rs, _) -> rs.getInt(1))
                .single());
        long before = allOf(river.unit, river, permit);
        assertThat(before).isGreaterThanOrEqualTo(8);
        assertThat(allOf(next, river, permit)).isZero();

        river.run(
                () -> facilities.handOver(new FacilityId(river.facility), new UnitId(next), LocalDate.of(2026, 2, 10)));

        assertThat(allOf(next, river, permit)).isEqualTo(before);
        assertThat(allOf(river.unit, river, permit)).isZero();
        assertThat(seen(
                        river.unit,
                        "select count(*) from obligations.limit_set where code = 'SITE-" + river.code + "'"))
                .as("the site's own permit stays")
                .isEqualTo(1);
        assertThatThrownBy(() -> seen(
                        next, "select monitoring.hand_over(%d, %d, %d)".formatted(river.facility, river.unit, next)))
                .as("who does not see both units")
                .isInstanceOf(RuntimeException.class);
    }
}
