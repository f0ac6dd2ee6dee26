package io.ctattention.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TorchSwitchesTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void tf32CanBeSwitchedOffAndOn() {
        TorchSwitches switches = TorchSwitches.open();
        boolean before = switches.tf32();
        switches.tf32(false);
        assertThat(TorchSwitches.open().tf32()).isFalse();
        switches.tf32(true);
        assertThat(TorchSwitches.open().tf32()).isTrue();
        switches.tf32(before);
    }
}
