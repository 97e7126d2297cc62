package org.verdite.monitoring.web.sampling;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// Instruments, laboratories, plans and samples, and by what quality control is judged.
@Component
class SampledRecords extends SqlRecords {

    private static final String OF_INSTRUMENT = """
            select p.code || ', ' || i.code as title, '/monitoring/instruments/' || i.id as path
            from monitoring.instrument i join monitoring.point p on p.id = i.point_id""";

    private static final String OF_SAMPLE =
            "select s.number as title, '/monitoring/samples/' || s.id as path from monitoring.sample s";

    private static final String OF_PLAN = """
            select l.code || ' ' || verdite.text(l.name, :language) as title, '/monitoring/plans/' || l.id as path from monitoring.sampling_plan l""";

    SampledRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of(
                        "monitoring.instrument",
                        OF_INSTRUMENT + " where i.id = :key",
                        parts("instrument_range", "instrument_id"),
                        parts("calibration", "instrument_id"),
                        parts("maintenance", "instrument_id")),
                Register.part(
                        "monitoring.instrument_range", part(OF_INSTRUMENT, "instrument_range", "i", "instrument_id")),
                Register.part("monitoring.calibration", part(OF_INSTRUMENT, "calibration", "i", "instrument_id")),
                Register.part("monitoring.maintenance", part(OF_INSTRUMENT, "maintenance", "i", "instrument_id")),
                Register.of("monitoring.laboratory", """
                        select verdite.text(name, :language) as title, '/monitoring/laboratories/' || id as path
                        from monitoring.laboratory where id = :key""", parts("accreditation", "laboratory_id")),
                Register.part("monitoring.accreditation", """
                        select verdite.text(l.name, :language) || ', ' || x.method as title, '/monitoring/laboratories/' || l.id as path
                        from monitoring.accreditation x join monitoring.laboratory l on l.id = x.laboratory_id where x.id = :key"""),
                Register.of(
                        "monitoring.sampling_plan",
                        OF_PLAN + " where l.id = :key",
                        parts("sampling_plan_point", "plan_id"),
                        parts("sampling_skip", "plan_id")),
                Register.part("monitoring.sampling_plan_point", part(OF_PLAN, "sampling_plan_point", "l", "plan_id")),
                Register.part("monitoring.sampling_skip", part(OF_PLAN, "sampling_skip", "l", "plan_id")),
                Register.of(
                        "monitoring.sample",
                        OF_SAMPLE + " where s.id = :key",
                        parts("sample_spike", "sample_id"),
                        parts("sample_custody", "sample_id"),
                        parts("reportable_choice", "sample_id")),
                Register.part("monitoring.sample_spike", part(OF_SAMPLE, "sample_spike", "s", "sample_id")),
                Register.part("monitoring.sample_custody", part(OF_SAMPLE, "sample_custody", "s", "sample_id")),
                Register.part("monitoring.reportable_choice", part(OF_SAMPLE, "reportable_choice", "s", "sample_id")),
                Register.part("monitoring.point_position", """
                        select p.code || ' ' || verdite.text(p.name, :language) as title, '/monitoring/points/' || p.id || '/position' as path
                        from monitoring.point_position x join monitoring.point p on p.id = x.point_id where x.id = :key"""),
                Register.of("monitoring.qc_criterion", """
                        select coalesce(parameter_code, '*') as title, '/monitoring/criteria' as path from monitoring.qc_criterion where id = :key"""));
        codes("monitoring.calibration.result.", "monitoring.calibration.result");
        codes("monitoring.plan.period.", "monitoring.sampling_plan.period");
        codes("monitoring.sampleKind.", "monitoring.sample.kind");
        codes("monitoring.sample.state.", "monitoring.sample.state");
        codes("monitoring.position.system.", "monitoring.point_position.system", "monitoring.point_position.base");
        codes("monitoring.condition.", "monitoring.sample_custody.condition");
    }

    private static String parts(String table, String pointer) {
        return "select 'monitoring.%s', id from monitoring.%1$s where %s = :key order by id desc"
                .formatted(table, pointer);
    }

    private static String part(String of, String table, String alias, String pointer) {
        return of + " join monitoring.%s x on x.%s = %s.id where x.id = :key".formatted(table, pointer, alias);
    }
}
