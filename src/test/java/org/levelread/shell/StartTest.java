package org.levelread.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.levelread.TestDatabase;
import org.levelread.readers.AccountCreation;
import org.levelread.readers.Accounts;
import org.levelread.readers.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class StartTest {
    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().use(registry);
    }

    @Autowired
    Accounts accounts;

    @Test
    void starts() {
        assertThat(accounts.create("someone", "Some One", Role.READER)).isInstanceOf(AccountCreation.Created.class);
    }
}
