package org.verdite.demonstration;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Contractors;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewPosition;
import org.verdite.organisation.People;
import org.verdite.organisation.Posts;
import org.verdite.shared.PersonId;

/// Contractors, people, posts and who holds them since when.
@Component
@Order(20)
class PeopleStep implements Step {

    private final People people;
    private final Posts posts;
    private final Contractors contractors;
    private final Codes codes;

    PeopleStep(People people, Posts posts, Contractors contractors, Codes codes) {
        this.people = people;
        this.posts = posts;
        this.contractors = contractors;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public String brings() {
        return InputFiles.rows("people.csv").size() + " people and their posts";
    }

    @Override
    public void load(LocalDate day) {
        var units = codes.units();
        var companies = new HashMap<String, Integer>();
        for (Row row : InputFiles.rows("contractors.csv")) {
            var unit = Codes.of(units, row.text("unit"));
            int company = contractors.add(unit, row.text("code"), row.local("name"), row.text("country"));
            contractors.contract(company, unit, row.text("contract"), row.text("work"), row.day("from"), null);
            companies.put(row.text("code"), company);
        }
        for (Row row : InputFiles.rows("positions.csv")) {
            posts.establish(new NewPosition(
                    row.text("code"),
                    Codes.of(units, row.text("unit")),
                    row.text("kind"),
                    row.local("name"),
                    row.said("reports_to")));
        }
        appoint(add(companies));
    }

    private Map<String, PersonId> add(Map<String, Integer> companies) {
        var units = codes.units();
        var since = new HashMap<String, LocalDate>();
        InputFiles.rows("appointments.csv")
                .forEach(a -> since.merge(a.text("person"), a.day("from"), (x, y) -> x.isBefore(y) ? x : y));
        // who works for a contractor and holds no post came with its contract
        var contracts = new HashMap<String, LocalDate>();
        InputFiles.rows("contractors.csv").forEach(c -> contracts.put(c.text("code"), c.day("from")));
        var ids = new HashMap<String, PersonId>();
        for (Row row : InputFiles.rows("people.csv")) {
            String code = row.text("code");
            var person = people.add(
                    new NewPerson(Codes.of(units, row.text("unit")), code, row.local("name"), row.text("email")));
            ids.put(code, person);
            String company = row.said("contractor");
            if (company == null) {
                contractors.employee(person, false, Codes.of(since, code));
            } else {
                var from = since.getOrDefault(code, Codes.of(contracts, company));
                contractors.worker(person, Codes.of(companies, company), from, null);
            }
        }
        return ids;
    }

    private void appoint(Map<String, PersonId> ids) {
        for (Row row : InputFiles.rows("appointments.csv")) {
            posts.appoint(
                    Codes.of(ids, row.text("person")),
                    row.text("position"),
                    row.day("from"),
                    row.maybeDay("to"),
                    row.text("standing").equals("SUBSTITUTE"));
        }
    }
}
