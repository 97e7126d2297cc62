package org.verdite.demonstration;

import java.time.LocalDate;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Role;

/// The sign-ins, one for each role and one without, last of all: nobody comes in before everything is there.
@Component
@Order(90)
class AccountsStep implements Step {

    static final String PASSWORD = "verdite-demo";
    private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);

    private final Accounts accounts;
    private final Codes codes;

    AccountsStep(Accounts accounts, Codes codes) {
        this.accounts = accounts;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public String brings() {
        return InputFiles.rows("accounts.csv").size() + " sign-ins";
    }

    @Override
    public void load(LocalDate day) {
        var people = codes.people();
        var units = codes.units();
        for (Row row : InputFiles.rows("accounts.csv")) {
            int account = accounts.create(row.text("login"), PASSWORD, Codes.of(people, row.text("person")), true);
            if (!row.text("role").isEmpty()) {
                accounts.grant(account, Role.valueOf(row.text("role")), Codes.of(units, row.text("unit")), SINCE, null);
            }
        }
    }
}
