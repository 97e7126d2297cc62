package org.verdite.targets;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.funds.FundedOrigin;
import org.verdite.shared.Origin;
import org.verdite.ui.Texts;

/// Money is planned for promises, by their code, for goals, and for the actions that lead to them.
@Component
class TargetsFunded implements FundedOrigin {

    private final JdbcClient jdbc;
    private final Targets targets;
    private final GoalStore goals;

    TargetsFunded(JdbcClient jdbc, Targets targets, GoalStore goals) {
        this.jdbc = jdbc;
        this.targets = targets;
        this.goals = goals;
    }

    @Override
    public String room() {
        return "targets";
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return switch (kind) {
            case "target" ->
                targets.versions(key).stream()
                        .findFirst()
                        .map(newest -> new Origin("targets", kind, key, newest.code(), "/targets/" + key));
            case "goal" ->
                key.matches("\\d{1,18}")
                        ? goals.find(new GoalId(Long.parseLong(key)))
                                .filter(g -> !g.state().over())
                                .map(Goal::origin)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public List<Choice> choices(int most, Texts t) {
        var choices = new ArrayList<>(jdbc.sql("""
                        select g.*, coalesce(verdite.text(organisation.pub_unit_name(g.unit_id), :lang), '') as place
                        from targets.goal g where g.state in ('DRAFT', 'ACTIVE') order by g.due_year, g.id desc limit :most""")
                .param("lang", t.language())
                .param("most", most)
                .query((rs, row) -> {
                    var goal = GoalStore.read(rs, row);
                    return new Choice(
                            goal.origin(),
                            t.of(goal.sentence()),
                            goal.number() + " · " + goal.dueYear() + " · " + rs.getString("place"));
                })
                .list());
        choices.addAll(jdbc.sql("""
                        select code, verdite.text(sentence, :lang) as sentence
                        from targets.pub_target(verdite.now()::date) order by code limit :most""")
                .param("lang", t.language())
                .param("most", most)
                .query((rs, _) -> new Choice(
                        new Origin(
                                "targets",
                                "target",
                                rs.getString("code"),
                                rs.getString("code"),
                                "/targets/" + rs.getString("code")),
                        rs.getString("sentence"),
                        rs.getString("code")))
                .list());
        choices.addAll(jdbc.sql("""
                        select a.id, a.title, a.due, coalesce(verdite.text(organisation.pub_unit_name(a.unit_id), :lang), '') as place
                        from actions.pub_action a where a.state in ('OPEN', 'STARTED') order by a.due, a.id limit :most""")
                .param("lang", t.language())
                .param("most", most)
                .query((rs, _) -> new Choice(
                        new Origin(
                                "actions",
                                "action",
                                rs.getString("id"),
                                rs.getString("title"),
                                "/actions/" + rs.getString("id")),
                        rs.getString("title"),
                        t.of("targets.funded.action") + " · "
                                + t.date(rs.getObject("due", LocalDate.class)) + " · "
                                + rs.getString("place")))
                .list());
        return choices;
    }
}
