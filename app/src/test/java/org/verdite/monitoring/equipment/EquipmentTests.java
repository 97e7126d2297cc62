package org.verdite.monitoring.equipment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.Outfall;
import org.verdite.monitoring.equipment.NewCalibration.Result;
import org.verdite.organisation.Facilities;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.FacilityId;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// ISO/IEC 17025, 6.4 in our words: an instrument is used within its calibration; 6.6 and 7.2: a laboratory reports
/// what it is accredited for, or says so.
@SpringBootTest
@Import(SmallGroup.Setting.class)
class EquipmentTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Instruments instruments;

    @Autowired
    Laboratories laboratories;

    @Autowired
    Facilities facilities;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private Outfall outfall;
    private int analyser;

    @BeforeEach
    void an_analyser_in_service() {
        g.clock.to("2031-06-20T04:00:00Z");
        outfall = new Outfall(g, jdbc, within);
        analyser = add("AI-101", "2031-01-01");
    }

    private int add(String code, String from) {
        return g.zhou.scope()
                .get(() -> instruments.add(new NewInstrument(
                        outfall.point,
                        code,
                        "Maker",
                        "Model",
                        "S-1",
                        LocalDate.parse(from),
                        "",
                        List.of(new NewInstrument.Range("w01018", BigDecimal.ZERO, new BigDecimal("200"), "mg/L")))));
    }

    private int calibrated(String on, Result result, @Nullable String until) {
        return g.lin.scope()
                .get(() -> instruments.calibrate(
                        analyser,
                        new NewCalibration(
                                LocalDate.parse(on),
                                "Metrology office",
                                result,
                                until == null ? null : LocalDate.parse(until),
                                new BigDecimal("0.4"),
                                new BigDecimal("-1.2"),
                                "C-1",
                                "")));
    }

    private boolean valid(String instant) {
        return sys(() -> instruments.validAt(analyser, Instant.parse(instant)));
    }

    private <T> T sys(Supplier<T> work) {
        return Scope.system("test").get(work);
    }

    /// "CALIBRATION_EXPIRED 2031-03-31"
    private String stood(String instant) {
        return outfall.rows("select state || coalesce(' ' || since, '') from monitoring.instrument_state(%d, '%s')"
                        .formatted(analyser, instant))
                .getFirst();
    }

    @Test
    void an_instrument_is_valid_from_its_calibration_until_the_last_day_it_holds_where_the_point_stands() {
        assertThat(stood("2031-01-10T00:00:00Z")).isEqualTo("NEVER_CALIBRATED 2031-01-01");
        assertThat(stood("2030-12-31T15:59:00Z")).isEqualTo("NOT_IN_SERVICE");
        calibrated("2031-02-01", Result.PASSED, "2031-03-31");
        assertThat(valid("2031-01-31T15:59:59Z")).isFalse();
        assertThat(valid("2031-01-31T16:00:00Z"))
                .as("the first of February begins in Shanghai")
                .isTrue();
        assertThat(valid("2031-03-31T15:59:59Z")).isTrue();
        assertThat(valid("2031-03-31T16:00:00Z")).isFalse();
        assertThat(stood("2031-04-02T00:00:00Z")).isEqualTo("CALIBRATION_EXPIRED 2031-03-31");
    }

    @Test
    void a_calibration_that_failed_ends_the_one_before_and_one_that_was_adjusted_holds() {
        calibrated("2031-02-01", Result.PASSED, "2031-12-31");
        calibrated("2031-03-01", Result.FAILED, null);
        calibrated("2031-03-05", Result.ADJUSTED, "2031-06-30");
        assertThat(valid("2031-02-20T00:00:00Z")).isTrue();
        assertThat(valid("2031-03-02T00:00:00Z")).isFalse();
        assertThat(stood("2031-03-02T00:00:00Z")).isEqualTo("CALIBRATION_FAILED 2031-03-01");
        assertThat(valid("2031-03-06T00:00:00Z")).isTrue();
    }

    @Test
    void under_maintenance_it_is_not_valid_and_a_withdrawn_calibration_holds_for_nothing() {
        int calibration = calibrated("2031-02-01", Result.PASSED, "2031-12-31");
        int work = g.lin.scope()
                .get(() -> instruments.maintain(
                        analyser, Instant.parse("2031-05-01T00:00:00Z"), null, "Pump changed", "Wu"));
        assertThat(stood("2031-05-03T00:00:00Z")).isEqualTo("MAINTENANCE 2031-05-01");
        assertThat(valid("2031-06-01T00:00:00Z")).isFalse();
        g.lin.scope().run(() -> instruments.endMaintenance(analyser, work, Instant.parse("2031-05-02T00:00:00Z")));
        assertThat(valid("2031-05-01T23:59:00Z")).isFalse();
        assertThat(valid("2031-05-02T00:00:00Z")).isTrue();
        assertThatThrownBy(
                        () -> g.lin.scope().run(() -> instruments.withdraw(analyser, calibration, "Wrong instrument")))
                .isInstanceOf(NotPermitted.class);
        g.zhou.scope().run(() -> instruments.withdraw(analyser, calibration, "Wrong instrument"));
        assertThat(valid("2031-05-02T00:00:00Z")).isFalse();
        assertThatThrownBy(() -> g.zhou.scope().run(() -> instruments.withdraw(analyser, calibration, "Again")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void values_measured_without_a_valid_instrument_are_counted_and_the_spare_counts_as_one() {
        int cod = outfall.series("w01018", "ONLINE");
        calibrated("2031-02-01", Result.PASSED, "2031-03-31");
        for (String at : List.of(
                "2030-12-31T10:00:00Z", "2031-01-15T00:00:00Z", "2031-02-15T00:00:00Z", "2031-04-10T00:00:00Z")) {
            outfall.result(cod, at, "", 0, 0, "40");
        }
        String unfit = """
                select to_char(r.started, 'MM-DD') from monitoring.series_fit(%d) f join monitoring.result r on r.series_id = %1$d
                where r.started >= f.since and not f.fit @> monitoring.measured_at(r.started, r.date_only, 'Asia/Shanghai') order by 1""".formatted(cod);
        assertThat(outfall.rows(unfit))
                .as("what was measured before the register began is not asked about")
                .containsExactly("01-15", "04-10");
        int spare = add("AI-102", "2031-04-01");
        g.lin.scope()
                .run(() -> instruments.calibrate(
                        spare,
                        new NewCalibration(
                                LocalDate.parse("2031-04-01"),
                                "Metrology office",
                                Result.PASSED,
                                LocalDate.parse("2031-12-31"),
                                null,
                                null,
                                "",
                                "")));
        assertThat(outfall.rows(unfit)).containsExactly("01-15");
        int laboratory = outfall.series("w01018", "LABORATORY");
        outfall.result(laboratory, "2031-04-10", "A", 0, 0, "41");
        assertThat(outfall.rows("select monitoring.series_instruments(%d)::text".formatted(laboratory)))
                .as("a laboratory's values are no instrument's of the point")
                .isEmpty();
    }

    @Test
    void what_cannot_be_is_refused_at_its_field() {
        assertThatThrownBy(() -> calibrated("2031-02-01", Result.FAILED, "2031-03-01"))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> calibrated("2031-02-01", Result.PASSED, null)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> calibrated("2031-06-21", Result.PASSED, "2032-01-01"))
                .as("tomorrow")
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> add("AI-101", "2031-01-01")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> g.rosa.scope().run(() -> instruments.withdraw(analyser, 1, "x")))
                .as("another mine's")
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> g.wu.scope()
                        .run(() ->
                                instruments.maintain(analyser, Instant.parse("2031-05-01T00:00:00Z"), null, "x", "")))
                .isInstanceOf(NotPermitted.class);
    }

    @Test
    void a_laboratory_is_accredited_for_a_parameter_and_method_on_the_day_of_analysis() {
        int lab = g.zhou.scope()
                .get(() -> laboratories.add("LAB-" + outfall.code, LocalText.of("en", "County laboratory"), false, ""));
        g.zhou.scope()
                .run(() -> laboratories.accredit(
                        lab,
                        new Laboratories.NewAccreditation(
                                "HJ 776-2015",
                                List.of("w20122", "w20123"),
                                "CNAS",
                                "L1234",
                                LocalDate.parse("2030-01-01"),
                                LocalDate.parse("2031-03-31"))));
        assertThat(lack(lab, "w20122", "HJ776-2015", "2031-03-31")).isEqualTo("-");
        assertThat(lack(lab, "w20122", "", "2031-03-31"))
                .as("no method is named")
                .isEqualTo("-");
        assertThat(lack(lab, "w20122", "HJ 776-2015", "2031-04-01")).isEqualTo("EXPIRED 2031-03-31");
        assertThat(lack(lab, "w20122", "HJ 776-2015", "2029-04-01")).isEqualTo("NOT_YET");
        assertThat(lack(lab, "w20122", "HJ 700-2014", "2031-03-01")).isEqualTo("OTHER_METHOD");
        assertThat(lack(lab, "w01018", "", "2031-03-01")).isEqualTo("NONE");
        assertThatThrownBy(() -> g.lin.scope().run(() -> laboratories.add("X", LocalText.of("en", "X"), false, "")))
                .isInstanceOf(NotPermitted.class);
    }

    private String lack(int lab, String parameter, String method, String day) {
        return outfall.rows(
                        "select coalesce(lack || coalesce(' ' || since, ''), '-') from monitoring.accreditation_lack(%d, '%s', '%s', '%s')"
                                .formatted(lab, parameter, method, day))
                .getFirst();
    }

    @Test
    void instruments_follow_their_facility_to_its_new_unit() {
        calibrated("2031-02-01", Result.PASSED, "2031-03-31");
        outfall.seeing(() -> jdbc.sql("""
                        insert into organisation.facility_responsibility (facility_id, unit_id, valid_from)
                        values (:facility, :unit, date '1900-01-01')""")
                .param("facility", outfall.facility)
                .param("unit", g.valley.value())
                .update());
        Scope.system("test")
                .run(() -> facilities.handOver(
                        new FacilityId(outfall.facility), g.section, LocalDate.parse("2031-06-01")));
        assertThat(outfall.rows("""
                        select unit_id::text from monitoring.instrument where id = %d
                        union all select unit_id::text from monitoring.instrument_range where instrument_id = %1$d
                        union all select unit_id::text from monitoring.calibration where instrument_id = %1$d""".formatted(analyser))).hasSize(3).containsOnly(g.section.toString());
    }
}
