package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Access;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Days;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Role;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Accounts and what each may do where; for administrators.
@RestController
@Tag(name = "organisation")
class AccountsApi {

    record AccountBody(
            @Nullable String login,
            @Nullable String password,
            @Nullable Integer person) {}

    record PasswordBody(@Nullable String password) {}

    record GrantBody(
            @Nullable Integer account,
            @Nullable String role,
            @Nullable Integer unit,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record Made(long id) {}

    private final Accounts accounts;
    private final Access access;
    private final AccountsQueries queries;
    private final Days days;

    AccountsApi(Accounts accounts, Access access, AccountsQueries queries, Days days) {
        this.accounts = accounts;
        this.access = access;
        this.queries = queries;
        this.days = days;
    }

    @Narrowed(by = {"q", "role"})
    @GetMapping("/api/organisation/accounts")
    @Operation(summary = "Accounts; filters q, role")
    ApiList<AccountsQueries.AccountLine> list(HttpServletRequest request) {
        requireAdministrator();
        return ApiList.of(queries.list(Filters.of(request)));
    }

    private void requireAdministrator() {
        if (!access.mayAnywhere(Permission.ADMINISTER)) {
            throw new NotPermitted(Permission.ADMINISTER.name());
        }
    }

    @PostMapping("/api/organisation/accounts")
    @Operation(summary = "Create an account for a person; without a password for the group's sign-in service only")
    ResponseEntity<AccountsQueries.AccountLine> create(@RequestBody AccountBody body) {
        int id = accounts.create(
                Need.of("login", body.login()), body.password(), new PersonId(Need.of("person", body.person())), false);
        return ResponseEntity.created(URI.create("/api/organisation/accounts/" + id))
                .body(queries.require(id));
    }

    @GetMapping("/api/organisation/accounts/{id}")
    @Operation(summary = "One account")
    AccountsQueries.AccountLine one(@PathVariable int id) {
        var account = queries.require(id);
        access.require(Permission.ADMINISTER, new UnitId(account.unit()));
        return account;
    }

    @GetMapping("/api/organisation/accounts/{id}/grants")
    @Operation(summary = "An account's roles")
    ApiList<AccountsQueries.GrantLine> grants(@PathVariable int id) {
        one(id);
        return ApiList.all(queries.grants(id));
    }

    @PostMapping("/api/organisation/accounts/{id}/password")
    @Operation(summary = "Set an account's password")
    ResponseEntity<Void> password(@PathVariable int id, @RequestBody PasswordBody body) {
        accounts.setPassword(id, Need.of("password", body.password()));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/organisation/accounts/{id}/disable")
    @Operation(summary = "Disable an account")
    ResponseEntity<Void> disable(@PathVariable int id) {
        accounts.disable(id, true);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/organisation/accounts/{id}/enable")
    @Operation(summary = "Enable an account again")
    ResponseEntity<Void> enable(@PathVariable int id) {
        accounts.disable(id, false);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/organisation/grants")
    @Operation(summary = "Give an account a role at a unit and below")
    ResponseEntity<Made> grant(@RequestBody GrantBody body) {
        LocalDate from = body.from();
        long id = accounts.grant(
                Need.of("account", body.account()),
                role(Need.of("role", body.role())),
                new UnitId(Need.of("unit", body.unit())),
                from == null ? days.today() : from,
                body.to());
        return ResponseEntity.status(201).body(new Made(id));
    }

    private static Role role(String name) {
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw new Invalid("role", "ui.form.choice");
    }

    @DeleteMapping("/api/organisation/grants/{id}")
    @Operation(summary = "Take a role away")
    ResponseEntity<Void> revoke(@PathVariable long id) {
        accounts.revoke(id);
        return ResponseEntity.noContent().build();
    }
}
