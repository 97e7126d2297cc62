package org.verdite.demonstration;

import java.time.LocalDate;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Admissions;
import org.verdite.organisation.Contractors;
import org.verdite.organisation.Sites;
import org.verdite.targets.Holder;
import org.verdite.targets.Letters;

/// Contractors who want to work at a site in the coming year: one signed its letter and is admitted, one waits for it.
@Component
@Order(95)
class AdmissionsStep implements Step {

    private final Admissions admissions;
    private final Contractors contractors;
    private final Sites sites;
    private final Letters letters;
    private final Codes codes;
    private final Cast cast;

    AdmissionsStep(
            Admissions admissions, Contractors contractors, Sites sites, Letters letters, Codes codes, Cast cast) {
        this.admissions = admissions;
        this.contractors = contractors;
        this.sites = sites;
        this.letters = letters;
        this.codes = codes;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "admissions";
    }

    @Override
    public String brings() {
        return InputFiles.rows("admissions.csv").size() + " contractors at the gate";
    }

    @Override
    public void load(LocalDate day) {
        int year = day.getYear() + 1;
        for (Row row : InputFiles.rows("admissions.csv")) {
            int company = contractors.byCode(row.text("contractor"));
            var site = sites.byCode(row.text("site"));
            String signs = row.said("signs");
            if (signs != null) {
                var holder = Holder.contractor(sites.unitOf(site), company);
                cast.as(
                        Codes.of(codes.people(), signs),
                        () -> letters.standing(holder, year)
                                .ifPresent(letter -> letters.sign(letter.id(), letter.fingerprint())));
            }
            var made = new long[1];
            cast.as(
                    Codes.of(codes.people(), row.text("asks")),
                    () -> made[0] = admissions
                            .ask(
                                    company,
                                    site,
                                    LocalDate.of(year, 1, 1),
                                    LocalDate.of(year + 1, 1, 1),
                                    row.text("work"))
                            .id());
            cast.as(Codes.of(codes.people(), row.text("admits")), () -> {
                var asked = admissions.get(made[0]);
                if (admissions.against(asked).isEmpty()) {
                    admissions.admit(asked.id(), asked.version());
                }
            });
        }
    }
}
