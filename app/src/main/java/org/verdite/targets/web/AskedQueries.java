package org.verdite.targets.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Scope;
import org.verdite.ui.Texts;

/// Values that are asked of the signed-in person: of a share of theirs that has no parts and that no room
/// computes, for a period of the last twelve months that is over.
@Component
@Transactional(readOnly = true)
class AskedQueries {

    /// @param values how many are asked
    /// @param latest the last month of them
    record Asked(long share, long goal, String number, String sentence, int values, YearMonth latest) {}

    private static final String ASKED = """
            from targets.share s join targets.goal g on g.id = s.goal_id
            cross join lateral (
              select count(*)::int as n, max(m)::date as latest
              from generate_series(date_trunc('month', cast(:today as date)) - interval '12 months',
                date_trunc('month', cast(:today as date)) - interval '1 month', interval '1 month') m
              where extract(month from m)::int % g.every = 0 and extract(year from m) <= g.due_year
                and extract(year from m) >= case g.horizon when 'ANNUAL' then g.due_year else g.baseline_year + 1 end
                and not exists (select from targets.reading r where r.share_id = s.id and r.month = m::date and r.superseded_at is null)) a
            where s.state = 'ACCEPTED' and g.state = 'ACTIVE' and a.n > 0 and (g.indicator = '' or s.holder <> 'UNIT')
              and not exists (select from targets.share p where p.parent_id = s.id and p.state <> 'WITHDRAWN')
              and s.id in (
                select x.id from targets.share x where x.position_id in (select a.position_id from organisation.pub_appointment a
                  where a.person_id = :me and a.valid_from <= :today and (a.valid_to is null or a.valid_to > :today))
                union all
                select x.id from targets.share x where x.contractor_id in (select e.contractor_id from organisation.pub_contractor_staff e
                  where e.person_id = :me and e.valid_from <= :today and (e.valid_to is null or e.valid_to > :today))
                union all
                select x.id from targets.share x where x.holder = 'UNIT' and x.unit_id in (select organisation.pub_units_of(:me, :today)))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    AskedQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Asked> of(int limit, Texts t) {
        return jdbc.sql("select s.id, s.goal_id, g.number, verdite.text(g.sentence, :lang) as sentence, a.n, a.latest "
                        + ASKED + " order by s.id limit :limit")
                .param("lang", t.language())
                .param("me", me())
                .param("today", today())
                .param("limit", limit)
                .query((rs, _) -> new Asked(
                        rs.getLong("id"),
                        rs.getLong("goal_id"),
                        rs.getString("number"),
                        rs.getString("sentence"),
                        rs.getInt("n"),
                        YearMonth.from(rs.getObject("latest", LocalDate.class))))
                .list();
    }

    int count(int limit) {
        return jdbc.sql("select count(*) from (select s.id " + ASKED + " limit :limit) x")
                .param("me", me())
                .param("today", today())
                .param("limit", limit)
                .query(Integer.class)
                .single();
    }

    private static int me() {
        return Objects.requireNonNullElse(Scope.current().person(), -1);
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
