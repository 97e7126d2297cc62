package org.verdite.organisation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.organisation.roster.Rosters;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

public class OrganisationPlanting implements Planting {

    private static final LocalDate START = LocalDate.of(2020, 1, 1);

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        var name = LocalText.of(SECRET, SECRET, "en");
        var sites = beans.getBean(Sites.class);
        var site = sites.add(new NewSite(
                unit,
                "FOREIGN-S",
                name,
                "MINE",
                "CL",
                SECRET,
                ZoneId.of("America/Santiago"),
                new BigDecimal("-24.1"),
                new BigDecimal("-69.1"),
                null,
                SECRET,
                START,
                null,
                null));
        var facility = sites.addFacility(new NewFacility(site, unit, "FOREIGN-F", name, "OUTFALL", null, null));
        beans.getBean(Facilities.class).shape(facility, "{\"type\":\"Point\",\"coordinates\":[-69.1,-24.1]}", START);
        sites.member(
                new NewMembership("ISO_SCOPE", site, "EXCLUDED", BigDecimal.ONE, START, null, null, SECRET, SECRET));
        beans.getBean(Posts.class).establish(new NewPosition("FOREIGN-P", unit, "MANAGER", name, null));
        var people = beans.getBean(People.class);
        var person = people.add(new NewPerson(unit, "FOREIGN-N", name, WORD + "@example.org", SECRET));
        people.appoint(person, "FOREIGN-P", START, null);
        var competences = beans.getBean(Competences.class);
        int asked = competences.add("PLANTED-K", LocalText.of("en", "A competence"), null);
        competences.require(asked, "MANAGER");
        competences.shown(person, asked, START, null, SECRET, SECRET);
        var contractors = beans.getBean(Contractors.class);
        var today = LocalDate.now(beans.getBean(Clock.class));
        int company = contractors.add(unit, "FOREIGN-C", name, "CL");
        contractors.contract(company, unit, SECRET, SECRET, START, null);
        contractors.worker(person, company, START, null);
        beans.getBean(Admissions.class).ask(company, site, today, today.plusYears(1), SECRET);
        // Everybody may know the companies of the group.
        beans.getBean(LegalEntities.class).add("COMPANY", LocalText.of("en", "A company"), "CL");
        var accounts = beans.getBean(Accounts.class);
        beans.getBean(Rosters.class)
                .bring(
                        unit,
                        SECRET,
                        new ByteArrayInputStream(
                                ("Code,Kind,Name\nFOREIGN-NEW,TEAM," + SECRET + "\n").getBytes(UTF_8)));
        int top = beans.getBean(UnitTrees.class).today().roots().getFirst();
        beans.getBean(Reorganisations.class)
                .propose(new NewReorganisation(
                        Reorganisation.Kind.MERGE,
                        LocalDate.of(2031, 1, 1),
                        List.of(unit),
                        List.of(new UnitId(top)),
                        List.of(),
                        SECRET));
        int account = accounts.create("foreign", "a long enough password", person, false);
        accounts.grant(account, Role.SITE_MANAGER, unit, START, null);
    }
}
