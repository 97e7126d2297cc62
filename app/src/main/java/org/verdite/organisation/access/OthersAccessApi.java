package org.verdite.organisation.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Tokens;

/// Sessions, tokens and the sign-in service's key of another's account.
@RestController
@RequestMapping("/api/organisation/accounts/{id}")
@Tag(name = "organisation")
class OthersAccessApi {

    record SessionLine(String browser, String system, String address, Instant since) {}

    record SessionList(List<SessionLine> items) {}

    record Service(@Nullable String issuer, @Nullable String subject) {}

    private final Accounts accounts;
    private final OthersAccess others;
    private final Tokens tokens;

    OthersAccessApi(Accounts accounts, OthersAccess others, Tokens tokens) {
        this.accounts = accounts;
        this.others = others;
        this.tokens = tokens;
    }

    @GetMapping("/sessions")
    @Operation(summary = "Where an account is signed in")
    SessionList sessions(@PathVariable int id) {
        return new SessionList(others.sessions(id).stream()
                .map(s -> new SessionLine(s.browser(), s.system(), s.address(), s.since()))
                .toList());
    }

    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sign an account out everywhere")
    void endSessions(@PathVariable int id) {
        others.endSessions(id);
    }

    @GetMapping("/tokens")
    @Operation(summary = "An account's tokens, without their keys")
    TokensApi.TokenList tokens(@PathVariable int id) {
        return TokensApi.TokenList.of(tokens.of(id));
    }

    @DeleteMapping("/tokens/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a token of an account")
    void revoke(@PathVariable int id, @PathVariable long token) {
        tokens.revoke(id, token);
    }

    @PutMapping("/service")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Which key the group's sign-in service has for this person; empty for none")
    void link(@PathVariable int id, @RequestBody Service body) {
        String issuer = body.issuer();
        String subject = body.subject();
        accounts.link(id, issuer == null ? "" : issuer, subject == null ? "" : subject);
    }
}
