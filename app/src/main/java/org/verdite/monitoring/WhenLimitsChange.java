package org.verdite.monitoring;

import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.obligations.LimitChanged;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobRun;
import org.verdite.ui.job.Jobs;

/// A limit was entered or changed for days that were judged before: judge them again, as a job that is queued in the
/// same transaction as the change.
@Component
class WhenLimitsChange implements JobKind {

    private static final String KIND = "monitoring.judgeAgain";
    /// Before the number of a point, or of the site a permit is for, in a job's argument; a parameter's code never
    /// begins so.
    private static final String POINT = "point:";

    private static final String SITE = "site:";
    private static final LocalDate ALWAYS = LocalDate.of(1900, 1, 2);
    private static final LocalText TITLE =
            LocalText.of("Judging results again after a change of limits", "限值变更后重新判定结果", "en");

    private final JdbcClient jdbc;
    private final Jobs jobs;
    private final JudgeAgain again;
    private final DerivedMeans means;
    private final RunningLoads loads;
    private final TransactionTemplate each;

    WhenLimitsChange(
            JdbcClient jdbc,
            Jobs jobs,
            JudgeAgain again,
            DerivedMeans means,
            RunningLoads loads,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.again = again;
        this.means = means;
        this.loads = loads;
        this.each = new TransactionTemplate(transactions);
    }

    @EventListener
    @Transactional
    public void on(LimitChanged change) {
        String[] parameters = change.parameters().toArray(String[]::new);
        // asked in this order: a load that ends between the two questions has left data to be found
        boolean loading = loads.any();
        Integer site = change.site() == null ? null : change.site().value();
        if (loading || judgedBefore(parameters, site, change.from())) {
            // without the site every other site's results would be read again, ten years of hours for each
            String where = site == null ? " " : " " + SITE + site + " ";
            place(change.unit())
                    .ifPresent(unit ->
                            jobs.start(KIND, unit, TITLE, change.from() + where + String.join(" ", parameters)));
        }
    }

    @EventListener
    @Transactional
    public void on(PointReclassified change) {
        jobs.start(KIND, change.unit(), TITLE, ALWAYS + " " + POINT + change.point());
    }

    private boolean judgedBefore(String[] parameters, @Nullable Integer site, LocalDate from) {
        return jdbc.sql("""
                        select exists (select 1 from monitoring.series s join monitoring.latest l on l.series_id = s.id
                          join monitoring.point p on p.id = s.point_id
                          where s.parameter_code = any(:parameters) and (:site is null or p.site_id = :site)
                            and l.started >= cast(:from as timestamp) at time zone 'UTC' - interval '1 day')""")
                .param("parameters", parameters)
                .param("site", site, Types.INTEGER)
                .param("from", from)
                .query(Boolean.class)
                .single();
    }

    private Optional<UnitId> place(@Nullable UnitId unit) {
        return unit != null
                ? Optional.of(unit)
                : jdbc.sql("select id from organisation.pub_unit where kind = 'GROUP' order by id limit 1")
                        .query((rs, _) -> new UnitId(rs.getInt(1)))
                        .optional();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) {
        var words = Arrays.asList(run.argument().split(" "));
        var from = LocalDate.parse(words.getFirst());
        each.executeWithoutResult(_ -> loads.await());
        var series = Optional.ofNullable(each.execute(_ -> series(words.subList(1, words.size()))))
                .orElse(List.of());
        int done = 0;
        for (int one : series) {
            run.progress(done++, series.size());
            each.executeWithoutResult(_ -> {
                means.refresh(one);
                again.series(one, from, "limits changed from " + from);
            });
        }
        run.progress(done, series.size());
        run.result("/monitoring/exceedances");
    }

    private List<Integer> series(List<String> words) {
        Integer point = number(words, POINT);
        Integer site = number(words, SITE);
        return jdbc.sql("""
                        select s.id from monitoring.series s join monitoring.point p on p.id = s.point_id
                        where case when :point is not null then p.id = :point
                          else s.parameter_code = any(:parameters) and (:site is null or p.site_id = :site) end order by s.id""")
                .param("parameters", words.toArray(String[]::new))
                .param("point", point, Types.INTEGER)
                .param("site", site, Types.INTEGER)
                .query((rs, _) -> rs.getInt(1))
                .list();
    }

    private static @Nullable Integer number(List<String> words, String before) {
        String first = words.getFirst();
        return first.startsWith(before) ? Integer.valueOf(first.substring(before.length())) : null;
    }
}
