package org.verdite.obligations;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;

/// The library of standards that comes with the program.
@SpringBootTest
class StandardsLibraryTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    StandardsLoader loader;

    /// Any signed-in reader, even of no unit, reads standards.
    private <T> T ask(String sql, Class<T> type) {
        return Scope.NOBODY.get(() -> new TransactionTemplate(transactions)
                .execute(_ -> jdbc.sql(sql).query(type).single()));
    }

    @Test
    void exactly_the_87_guidelines_of_british_columbia_without_a_condition_are_there() {
        assertThat(ask(
                        "select count(*) from obligations.pub_limit l join obligations.pub_limit_set s on s.id = l.set_id where s.code = 'BC WQG' and l.formula = ''",
                        Long.class))
                .isEqualTo(87);
        assertThat(ask(
                        "select count(distinct l.kind) from obligations.pub_limit l join obligations.pub_limit_set s on s.id = l.set_id where s.code = 'BC WQG' and l.kind = 'OBJECTIVE'",
                        Long.class))
                .isEqualTo(1);
    }

    @Test
    void its_82_conditional_ones_are_there_as_38_formulas_each_with_what_it_depends_on() {
        assertThat(ask(
                        "select count(*) from obligations.pub_limit where formula <> '' and jsonb_array_length(covariates) > 0",
                        Long.class))
                .isEqualTo(38);
    }

    @Test
    void starting_again_loads_nothing_twice() throws Exception {
        String count = "select count(*) from obligations.pub_limit";
        long before = ask(count, Long.class);
        loader.load();
        assertThat(ask(count, Long.class)).isEqualTo(before).isGreaterThan(250);
    }

    /// GB 25467-2010, Table 2: copper at the final outlet, 0.5 mg/L direct and 1.0 mg/L indirect.
    @Test
    void a_limit_keeps_the_decimals_it_was_written_with_and_says_that_nobody_checked_it() {
        assertThat(ask("""
                        select max(l.upper) from obligations.pub_limit l join obligations.pub_limit_set s on s.id = l.set_id
                        where s.table_name like 'Table 2, indirect%' and l.parameter_code = 'w20122'""", BigDecimal.class)).isEqualTo(new BigDecimal("1.0"));
        assertThat(ask(
                        "select count(*) from obligations.pub_limit_set where side = 'STANDARD' and verified",
                        Long.class))
                .isZero();
    }

    /// GB 3095: PM2.5 of class 2, 75 µg/m³ a day until 2026-02-28, 60 until 2030-12-31, 50 after.
    @Test
    void an_edition_takes_over_from_the_one_before_on_its_day() {
        String sql = """
                select upper from obligations.pub_binding where parameter_code = 'a34004' and statistic = 'DAY_MEAN'
                and point_class = 'AMBIENT_AIR:2' and valid_from <= date '%1$s' and (valid_to is null or valid_to > date '%1$s')""";
        assertThat(ask(sql.formatted("2026-02-28"), BigDecimal.class)).isEqualByComparingTo("75");
        assertThat(ask(sql.formatted("2026-03-01"), BigDecimal.class)).isEqualByComparingTo("60");
        assertThat(ask(sql.formatted("2031-01-01"), BigDecimal.class)).isEqualByComparingTo("50");
        assertThat(ask(
                        "select count(*) from obligations.pub_limit_set where edition = '2026' and replaces is not null",
                        Long.class))
                .isEqualTo(2);
    }

    @Test
    void a_discharge_standard_binds_only_where_a_permit_refers_to_it() {
        assertThat(ask("select count(*) from obligations.pub_binding where set_code = 'GB 25467'", Long.class))
                .isZero();
    }
}
