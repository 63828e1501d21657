(* generated from docs/guide/lamp.md - do not edit *)
theory Lamp
  imports Main Engine
begin

(* docs/guide/lamp.md#staircase-lamp *)
section \<open>Staircase Lamp\<close>

(* docs/guide/lamp.md#purpose *)
subsection \<open>Purpose\<close>

text \<open>
  The lamp of a staircase goes on when the button is pressed, and goes off by itself after two minutes. It shows how an engine
  works with timers, and it is the example of the guide [Writing a page](writing.md).
\<close>

(* docs/guide/lamp.md#lamp-local-environment *)
subsection \<open>Lamp Local Environment\<close>

(* docs/guide/lamp.md#local-state-type *)
subsubsection \<open>Local State Type\<close>

text \<open>- `shining`: whether the lamp is on.\<close>

record LampState =
  shining :: bool

(* docs/guide/lamp.md#message *)
subsection \<open>Message\<close>

(* docs/guide/lamp.md#incoming-message-type *)
subsubsection \<open>Incoming Message Type\<close>

text \<open>- `Press`: the button has been pressed.\<close>

datatype ButtonMessage = Press

(* docs/guide/lamp.md#outgoing-message-type *)
subsubsection \<open>Outgoing Message Type\<close>

text \<open>- `WentOn`: the lamp tells the sender of `Press` that it was dark before.\<close>

datatype LampMessage = WentOn

(* docs/guide/lamp.md#local-environment-type *)
subsection \<open>Local Environment Type\<close>

type_synonym LampEnvironment = "(LampState, ButtonMessage) EngineEnvironment"

(* docs/guide/lamp.md#guarded-actions *)
subsection \<open>Guarded Actions\<close>

datatype LampGuard =
    PressGuard "Name option"
  | TimeoutGuard

type_synonym LampAction = "(LampState, ButtonMessage, LampGuard, LampMessage) GuardedAction"

(* docs/guide/lamp.md#guarded-action-switch-on *)
subsubsection \<open>Guarded Action: Switch On\<close>

text \<open>
  Enabled when `Press` arrives while the lamp is dark. The lamp goes on, sets a timer, and sends `WentOn` to the sender of
  `Press`.
\<close>

definition switchOn :: LampAction where
  "switchOn =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived m \<Rightarrow>
               (if shining (localState e) then None else Some (PressGuard (sender m)))
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           let previousEnv = env a
           in \<lparr>newEnv = previousEnv\<lparr>localState := \<lparr>shining = True\<rparr>\<rparr>,
               producedMessages =
                 (case guardOutput a of
                    PressGuard who \<Rightarrow>
                      [\<lparr>sender = Some (engineRef previousEnv),
                        packet = \<lparr>target = who, content = WentOn\<rparr>\<rparr>]
                  | TimeoutGuard \<Rightarrow> []),
               newTimers = [\<lparr>time = 120, handle = ''off''\<rparr>],
               spawnedEngines = []\<rparr>)\<rparr>"

(* docs/guide/lamp.md#guarded-action-switch-off *)
subsubsection \<open>Guarded Action: Switch Off\<close>

text \<open>Enabled when the timer has elapsed. The lamp goes dark.\<close>

definition switchOff :: LampAction where
  "switchOff =
     \<lparr>guard =
        (\<lambda>t _.
           case t of
             MessageArrived _ \<Rightarrow> None
           | Elapsed _ \<Rightarrow> Some TimeoutGuard),
      action =
        (\<lambda>a.
           \<lparr>newEnv = env a\<lparr>localState := \<lparr>shining = False\<rparr>\<rparr>,
            producedMessages = [],
            newTimers = [],
            spawnedEngines = []\<rparr>)\<rparr>"

definition lampFamily :: "(LampState, ButtonMessage, LampGuard, LampMessage) EngineFamily" where
  "lampFamily = \<lparr>actions = [switchOn, switchOff]\<rparr>"

(* docs/guide/lamp.md#diagrams *)
subsection \<open>Diagrams\<close>

(* docs/guide/lamp.md#conversation-partner-diagram *)
subsubsection \<open>Conversation-partner Diagram\<close>

end
(* digest 1: 96853b415aac9cec0d0137664946fe0f *)
