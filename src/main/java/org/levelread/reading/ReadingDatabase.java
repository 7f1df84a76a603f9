package org.levelread.reading;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The reading room's way to the database. What is asked on behalf of a reader is asked in PostgreSQL's role
/// `levelread_reading`, which sees that reader's own rows of the schema `reading` and nothing else: no prediction, no
/// reference, nobody else's answer, whatever the statement says.
///
/// The role is taken inside the running transaction (or one of its own) around each single statement and put back after it,
/// so that other rooms in the same transaction keep their rights.
@Component
class ReadingDatabase {
    private static final String TAKE = """
            select set_config('levelread.role_before', current_setting('role'), true),
                   set_config('levelread.reader', ?, true), set_config('role', 'levelread_reading', true)""";
    private static final String PUT_BACK = """
            select set_config('role', current_setting('levelread.role_before'), true),
                   set_config('levelread.reader', '', true)""";

    private final JdbcOperations plain;
    private final CurrentAccount current;
    private final TransactionTemplate transaction;
    private final JdbcClient client;

    ReadingDatabase(JdbcOperations plain, CurrentAccount current, PlatformTransactionManager transactions) {
        this.plain = plain;
        this.current = current;
        this.transaction = new TransactionTemplate(transactions);
        this.client = JdbcClient.create((JdbcOperations) Proxy.newProxyInstance(
                ReadingDatabase.class.getClassLoader(), new Class<?>[] {JdbcOperations.class}, (proxy, method, arguments) ->
                        whoAsks().isEmpty() ? call(method, arguments) : asReader(whoAsks().get(), method, arguments)));
    }

    /// for every statement that may be made for a reader; in the application's role where none is signed in
    JdbcClient client() {
        return client;
    }

    private Optional<UUID> whoAsks() {
        return current.find().filter(account -> account.role() == Role.READER).map(SignedIn::accountId);
    }

    private @Nullable Object asReader(UUID reader, Method method, Object @Nullable [] arguments) throws Throwable {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Object result = transaction.execute(status -> {
            plain.queryForList(TAKE, reader.toString());
            try {
                Object answered = call(method, arguments);
                plain.queryForList(PUT_BACK);
                return answered;
            } catch (Throwable e) {
                // PostgreSQL refuses every statement until the transaction ends, and the role ends with it
                failure.set(e);
                status.setRollbackOnly();
                return null;
            }
        });
        if (failure.get() != null) throw failure.get();
        return result;
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(plain, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
