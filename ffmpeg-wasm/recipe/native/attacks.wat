;; A guest that does what no guest may do: each attack must end in the right exception, and
;; the JVM goes on. The first letter of argv[1] says which.
;;
;; Hand-written, since a compiler would not let most of this through.
(module
  (import "wasi_snapshot_preview1" "args_get" (func $args_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))

  (memory (export "memory") 1 32768)
  (global $stack_pointer (mut i32) (i32.const 4096))
  (export "__stack_pointer" (global $stack_pointer))

  (type $nullary (func))
  (type $unary (func (param i64) (result i64)))
  (table 3 3 funcref)
  (elem (i32.const 0) $takes_a_long)
  (func $takes_a_long (type $unary) (local.get 0))

  ;; Just below the end of the memory: a first byte that is inside, a last one that is not.
  (func $straddle (param $width i32) (result i32)
    (i32.add (i32.sub (i32.mul (memory.size) (i32.const 65536)) (local.get $width)) (i32.const 1)))

  (func $load8 (drop (i32.load8_u (call $straddle (i32.const 1)))))
  (func $load16 (drop (i32.load16_u (call $straddle (i32.const 2)))))
  (func $load32 (drop (i32.load (call $straddle (i32.const 4)))))
  (func $load64 (drop (i64.load (call $straddle (i32.const 8)))))
  (func $loadf32 (drop (f32.load (call $straddle (i32.const 4)))))
  (func $loadf64 (drop (f64.load (call $straddle (i32.const 8)))))
  (func $store8 (i32.store8 (call $straddle (i32.const 1)) (i32.const -1)))
  (func $store16 (i32.store16 (call $straddle (i32.const 2)) (i32.const -1)))
  (func $store32 (i32.store (call $straddle (i32.const 4)) (i32.const -1)))
  (func $store64 (i64.store (call $straddle (i32.const 8)) (i64.const -1)))
  (func $storef32 (f32.store (call $straddle (i32.const 4)) (f32.const 1)))
  (func $storef64 (f64.store (call $straddle (i32.const 8)) (f64.const 1)))

  ;; The largest address there is, with the largest offset there is.
  (func $load_far (drop (i64.load offset=4294967295 (i32.const -1))))
  (func $store_far (i64.store offset=4294967295 (i32.const -1) (i64.const -1)))
  (func $load_negative (drop (i32.load (i32.const -4))))
  (func $store_middle (i32.store (i32.const 0x7ffffffc) (i32.const -1)))

  (func $copy (memory.copy (i32.const 0) (i32.const 65000) (i32.const 1000)))
  (func $copy_wrap (memory.copy (i32.const 0) (i32.const 8) (i32.const -1)))
  (func $fill (memory.fill (i32.const 65000) (i32.const 7) (i32.const 1000)))

  ;; Function pointers: of another type, never set, beyond the table, far beyond it.
  (func $call_type (call_indirect (type $nullary) (i32.const 0)))
  (func $call_null (call_indirect (type $nullary) (i32.const 1)))
  (func $call_beyond (call_indirect (type $nullary) (i32.const 3)))
  (func $call_far (call_indirect (type $nullary) (i32.const -1)))

  (global $zero (mut i32) (i32.const 0))
  (global $nan (mut f32) (f32.const nan))
  (func $divide (drop (i32.div_s (i32.const 1) (global.get $zero))))
  (func $remainder (drop (i64.rem_u (i64.const 1) (i64.extend_i32_u (global.get $zero)))))
  (func $overflow
    (drop (i32.div_s (i32.sub (global.get $zero) (i32.const 0x80000000)) (i32.sub (global.get $zero) (i32.const 1)))))
  (func $truncate (drop (i32.trunc_f32_s (global.get $nan))))
  (func $unreachable unreachable)

  (func $loop (loop (br 0)))
  ;; In registers alone, and no compiler knows how long.
  (func $loop_counting (local i64)
    (loop
      (local.set 0 (i64.add (i64.mul (local.get 0) (i64.const 6364136223846793005)) (i64.const 1442695040888963407)))
      (br_if 0 (i64.ne (local.get 0) (i64.const 0)))))
  (func $loop_storing (loop (i32.store (i32.const 64) (i32.add (i32.load (i32.const 64)) (i32.const 1))) (br 0)))
  (func $loop_growing (loop (drop (memory.grow (i32.const 0))) (br 0)))

  ;; Neither can be turned into a loop: the first needs its local after the call, the second
  ;; goes through the table.
  (func $recurse_deep (param i64) (result i64) (local i64)
    (local.set 1 (i64.load (i32.and (i32.wrap_i64 (local.get 0)) (i32.const 255))))
    (i64.xor (i64.mul (call $recurse_deep (i64.add (local.get 0) (i64.const 1))) (local.get 1)) (local.get 0)))
  (func $recurse (drop (call $recurse_deep (i64.const 0))))
  (elem (i32.const 2) $recurse_pointer)
  (func $recurse_pointer (type $nullary)
    (call_indirect (type $nullary) (i32.const 2))
    (global.set $zero (i32.add (global.get $zero) (i32.const 1))))

  ;; Until the limit; what memory.grow says of failure is ignored.
  (func $grow (loop (drop (memory.grow (i32.const 100))) (br 0)))
  (func $grow_at_once (drop (memory.grow (i32.const 32767))) (call $proc_exit (i32.const 3)))

  ;; A host call with pointers that are none.
  (func $host (drop (call $args_get (i32.const -8) (i32.const -8))) (call $proc_exit (i32.const 4)))
  ;; What a module's own maximum refuses is no failure: memory.grow says -1.
  (func $grow_beyond
    (if (i32.eq (memory.grow (i32.const -1)) (i32.const -1)) (then (call $proc_exit (i32.const 0))))
    (call $proc_exit (i32.const 5)))

  (table $attacks 40 40 funcref)
  (elem (table $attacks) (i32.const 0) func
    $load8 $load16 $load32 $load64 $loadf32 $loadf64 $store8 $store16 $store32 $store64 $storef32 $storef64
    $load_far $store_far $load_negative $store_middle $copy $copy_wrap $fill
    $call_type $call_null $call_beyond $call_far
    $divide $remainder $overflow $truncate $unreachable
    $loop $loop_counting $loop_storing $loop_growing $recurse $recurse_pointer
    $grow $grow_at_once $host $grow_beyond)

  (func (export "_initialize"))
  (func (export "coop_start") (param i32) unreachable)

  ;; argv[1] is one character: '0' is the first attack.
  (func (export "coop_main")
    (drop (call $args_get (i32.const 1024) (i32.const 2048)))
    (call_indirect $attacks (type $nullary)
      (i32.sub (i32.load8_u (i32.load (i32.const 1028))) (i32.const 48)))
    (call $proc_exit (i32.const 6))))
