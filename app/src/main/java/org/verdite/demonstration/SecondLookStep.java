package org.verdite.demonstration;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.screening.Cause;
import org.verdite.monitoring.screening.NewSuppression;
import org.verdite.monitoring.screening.Screening;
import org.verdite.monitoring.screening.Suppressions;

/// Results that a rule doubts, one that was left out with a second person's consent, and one that waits for it.
@Component
@Order(82)
class SecondLookStep implements Step {

    private static final int LONG_AGO = 40;
    private static final int LATELY = 12;

    private final JdbcClient jdbc;
    private final Screening screening;
    private final Suppressions suppressions;
    private final Cast cast;

    SecondLookStep(JdbcClient jdbc, Screening screening, Suppressions suppressions, Cast cast) {
        this.jdbc = jdbc;
        this.screening = screening;
        this.suppressions = suppressions;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "second look";
    }

    @Override
    public String brings() {
        return "results that deserve a second look";
    }

    @Override
    public void load(LocalDate day) {
        int arsenic = series("SDS", "w20119");
        screening.look(
                arsenic,
                day.minusYears(2).atStartOfDay().toInstant(ZoneOffset.UTC),
                day.atStartOfDay().toInstant(ZoneOffset.UTC));
        int solids = series("EVC", "w01012");
        var left = new int[1];
        cast.signIn(
                "officer",
                () -> left[0] = propose(
                        solids,
                        day.minusDays(LONG_AGO),
                        Cause.SAMPLING,
                        "Bottle was filled behind the weir, not at the point; field sheet of that day, note 2"));
        cast.signIn("site-manager", () -> suppressions.approve(left[0]));
        cast.signIn(
                "officer",
                () -> propose(
                        solids,
                        day.minusDays(LATELY),
                        Cause.LABORATORY,
                        "Filter tore in the laboratory, their letter of the day after"));
    }

    private int propose(int series, LocalDate day, Cause cause, String reason) {
        var at = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        return suppressions.propose(new NewSuppression(series, at, at, NewSuppression.Only.ALL, cause, reason, null));
    }

    private int series(String site, String parameter) {
        return jdbc.sql("""
                        select s.id from monitoring.pub_series s join monitoring.pub_point p on p.id = s.point_id
                        join organisation.pub_site t on t.id = p.site_id
                        where t.code = :site and p.code = 'DW001' and s.parameter_code = :parameter order by s.id limit 1""")
                .param("site", site)
                .param("parameter", parameter)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }
}
