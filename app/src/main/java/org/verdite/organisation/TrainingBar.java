package org.verdite.organisation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.Json;

/// No contractor is admitted whose people, in their posts at the site or below it, have not shown what these posts ask
/// for (ISO 14001, 7.2). It must count on the first day, or today where the admission has begun: what runs out later is
/// told when it does.
@Component
@Order(5)
class TrainingBar implements AdmissionBar {

    private final JdbcClient jdbc;
    private final Days days;

    TrainingBar(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Asked, List<Reason>> against(List<Asked> asked) {
        var against = new HashMap<Asked, List<Reason>>();
        jdbc.sql("""
                        with asked as (select asked.*, least(greatest(asked.from_day, :today), asked.until_day - 1) as day from\s""" + ROWS + """
                        )
                        select a.n, c.id, c.name, count(distinct h.person_id) as people
                        from asked a
                        join organisation.employment e on e.contractor_id = a.contractor_id and e.superseded_at is null
                          and e.valid_from <= a.day and (e.valid_to is null or e.valid_to > a.day)
                        join organisation.appointment h on h.person_id = e.person_id and h.superseded_at is null
                          and h.valid_from <= a.day and (h.valid_to is null or h.valid_to > a.day)
                        join organisation.position p on p.id = h.position_id
                          and p.unit_id in (select organisation.pub_subtree(a.unit_id, a.day))
                        join organisation.requirement r on (r.kind = p.kind or r.position_id = p.id) and r.valid_from <= a.day
                          and (r.ended_on is null or r.ended_on > a.day)
                        join organisation.competence c on c.id = r.competence_id and (c.ended_on is null or c.ended_on > a.day)
                        where not exists (select from organisation.training t
                          where t.person_id = h.person_id and t.competence_id = c.id and t.withdrawn_at is null
                            and t.shown_on <= a.day and (t.valid_to is null or t.valid_to > a.day))
                        group by a.n, c.id, c.code, c.name order by a.n, c.code""")
                .param("today", days.today())
                .params(AdmissionBar.rows(asked))
                .query(rs -> {
                    var one = asked.get(rs.getInt("n") - 1);
                    against.computeIfAbsent(one, _ -> new ArrayList<>())
                            .add(new Reason(
                                    "training",
                                    "organisation.admission.bar.training",
                                    List.of(Json.text(rs.getString("name")), rs.getInt("people")),
                                    "/organisation/competence?competence=" + rs.getInt("id") + "&unit="
                                            + one.unit().value()));
                });
        return against;
    }
}
