package io.github.ffunit.ffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.types.MemoryLimits;
import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatMemoryTests {

    private static final int PAGE = 65_536;

    private final FlatMemory memory = new FlatMemory(new MemoryLimits(1, 100), 50L * PAGE);

    @Test
    void grow_byPages_keepsTheBytesAndAnswersTheOldSize() {
        memory.putInt(PAGE - 4, 0xcafe);

        assertThat(memory.grow(8)).isEqualTo(1);
        assertThat(memory.grow(0)).isEqualTo(9);
        assertThat(memory.size()).isEqualTo(9L * PAGE);
        assertThat(memory.getInt(PAGE - 4)).isEqualTo(0xcafe);
        assertThat(memory.getLong(9 * PAGE - 8)).isZero();
    }

    @Test
    void grow_beyondTheModulesMaximum_isRefused() {
        assertThat(memory.grow(100)).isEqualTo(-1);
        assertThat(memory.grow(-1)).isEqualTo(-1);
    }

    @Test
    void grow_beyondTheLimit_throwsAtOnce() {
        assertThatThrownBy(() -> memory.grow(50))
                .isInstanceOf(GuestMemoryLimitException.class)
                .hasMessage("the guest asked for 3342336 bytes of memory, its limit is 3276800");
        assertThat(memory.pages()).isEqualTo(1);
    }

    @Test
    void newMemory_initialSizeBeyondTheLimit_throws() {
        assertThatThrownBy(() -> new FlatMemory(new MemoryLimits(2, 100), PAGE))
                .isInstanceOf(GuestMemoryLimitException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {9 * PAGE - 3, 9 * PAGE, 10 * PAGE, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void access_beyondTheSize_traps(int address) {
        memory.grow(8);

        assertThatThrownBy(() -> memory.readInt(address)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.writeI32(address, 1)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.readLong(address)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.writeLong(address, 1)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.readDouble(address)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.writeF64(address, 1)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.readFloat(address)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.writeF32(address, 1)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.window(address, 4)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.readBytes(address, 4)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.write(address, new byte[4], 0, 4)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.copy(address, 0, 4)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.copy(0, address, 4)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.fill((byte) 1, address, address + 4))
                .isInstanceOf(GuestMemory.OutOfBounds.class);
    }

    @Test
    void access_lastBytes_works() {
        memory.grow(8);

        assertThatCode(() -> {
                    memory.writeByte(9 * PAGE - 1, (byte) 1);
                    memory.writeShort(9 * PAGE - 2, (short) 1);
                    memory.writeI32(9 * PAGE - 4, 1);
                    memory.writeLong(9 * PAGE - 8, 1);
                    memory.fill((byte) 0, 9 * PAGE - 4, 9 * PAGE);
                    memory.copy(9 * PAGE - 4, 0, 4);
                    memory.window(9 * PAGE, 0);
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> memory.read(9 * PAGE)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.readShort(9 * PAGE - 1)).isInstanceOf(GuestMemory.OutOfBounds.class);
    }

    @Test
    void window_lengthBeyondTwoGiB_isOutOfBounds() {
        assertThatThrownBy(() -> memory.window(0, -1))
                .isInstanceOf(GuestMemory.OutOfBounds.class)
                .hasMessage("out of bounds memory access: 4294967295 bytes at address 0, memory has 65536 bytes");
    }

    @Test
    void window_afterGrowth_isOnTheNewBytes() {
        memory.grow(8);
        ByteBuffer window = memory.window(8 * PAGE, 4);
        window.put(new byte[] {1, 2, 3, 4});

        assertThat(memory.getInt(8 * PAGE)).isEqualTo(0x04030201);
        assertThat(memory.getShort(8 * PAGE + 1)).isEqualTo((short) 0x0302);
        assertThat(memory.getByte(8 * PAGE + 3)).isEqualTo((byte) 4);
    }
}
