package org.verdite.rectification;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.verdite.shared.PersonId;

/// The hierarchy as the posts had it. Asks once for each owner, however many people are looked at.
final class Posts implements Conflicts.Hierarchy {

    private record Asked(String function, PersonId person, LocalDate from, LocalDate to) {}

    private final JdbcClient jdbc;
    private final Map<Asked, Set<PersonId>> answers = new HashMap<>();

    Posts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean subordinate(PersonId chief, PersonId who, LocalDate from, LocalDate to) {
        return ask("pub_subordinates_between", chief, from, to).contains(who);
    }

    @Override
    public boolean standsIn(PersonId holder, PersonId who, LocalDate from, LocalDate to) {
        return ask("pub_substitutes_between", holder, from, to).contains(who);
    }

    private Set<PersonId> ask(String function, PersonId person, LocalDate from, LocalDate to) {
        return answers.computeIfAbsent(
                new Asked(function, person, from, to),
                asked -> Set.copyOf(jdbc.sql("select organisation." + asked.function() + "(:person, :from, :to)")
                        .param("person", asked.person().value())
                        .param("from", asked.from())
                        .param("to", asked.to())
                        .query((rs, _) -> new PersonId(rs.getInt(1)))
                        .list()));
    }
}
