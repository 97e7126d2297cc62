package org.verdite.organisation;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.verdite.shared.Invalid;

/// Hashes and compares passwords (Argon2id). At most a few at a time: each takes 16 MB, and a flood of attempts must
/// not take the memory of the pages.
@Component
public class Passwords {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private final Argon2PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore places = new Semaphore(4);
    private volatile @Nullable String nobody;

    /// @throws Invalid when it is too short, too long or the login itself
    String hash(String login, String password) {
        if (password.length() < SHORTEST) {
            throw new Invalid("password", "organisation.invalid.passwordShort", SHORTEST);
        }
        if (password.length() > LONGEST) {
            throw new Invalid("password", "ui.form.tooLong", LONGEST, password.length());
        }
        if (password.toLowerCase(Locale.ROOT).contains(login) && password.length() < login.length() + SHORTEST / 2) {
            throw new Invalid("password", "organisation.invalid.passwordLogin");
        }
        return hash(password);
    }

    private String hash(String password) {
        places.acquireUninterruptibly();
        try {
            return String.valueOf(argon2.encode(password));
        } finally {
            places.release();
        }
    }

    /// Takes the same time whether the account exists, has a password, or not.
    public boolean matches(String password, @Nullable String hash) {
        String against = hash == null ? nobodysHash() : hash;
        places.acquireUninterruptibly();
        try {
            boolean same = password.length() <= LONGEST && argon2.matches(password, against);
            return same && hash != null;
        } finally {
            places.release();
        }
    }

    private String nobodysHash() {
        String known = nobody;
        if (known == null) {
            known = hash("nobody's password, to be compared with and never equal " + java.util.UUID.randomUUID());
            nobody = known;
        }
        return known;
    }
}
