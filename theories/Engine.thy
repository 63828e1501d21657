(* generated from docs/framework/engine.md - do not edit *)
theory Engine
  imports Main
begin

(* docs/framework/engine.md#what-an-engine-is *)
section \<open>What an Engine Is\<close>

(* docs/framework/engine.md#purpose *)
subsection \<open>Purpose\<close>

text \<open>
  A distributed system is described here as a set of *engines*. An engine is a small machine with a name and a memory of
  its own. It shares nothing with other engines: all it can do is wait for a message or a timer, change its memory, and send
  messages.
\<close>

text \<open>
  This page says once and for all what the words mean: message, trigger, environment, guarded action. Every engine page
  builds on these definitions and fills in three things of its own: what the engine remembers, what it receives and sends, and
  what it does.
\<close>

(* docs/framework/engine.md#names *)
subsection \<open>Names\<close>

text \<open>Engines find each other by name.\<close>

type_synonym Name = string

(* docs/framework/engine.md#messages *)
subsection \<open>Messages\<close>

text \<open>
  A message packet is the content of a message together with the engine that it is meant for. A target of `nothing` stands
  for a message that is not meant for anybody in particular.
\<close>

text \<open>
  The letter `M` stands for the type of the content. Each engine page chooses its own, so that an engine can only be sent
  what it understands.
\<close>

record 'M MessagePacket =
  target :: "Name option"
  content :: 'M

text \<open>On its way the packet is in an envelope, which also says who sent it.\<close>

record 'M EnvelopedMessage =
  sender :: "Name option"
  packet :: "'M MessagePacket"

(* docs/framework/engine.md#timers *)
subsection \<open>Timers\<close>

text \<open>
  An engine may ask to be woken up later: `time` says after how long. The `handle` tells its timers apart.
\<close>

record Timer =
  time :: nat
  handle :: string

(* docs/framework/engine.md#triggers *)
subsection \<open>Triggers\<close>

text \<open>
  An engine never acts on its own account. It acts because a message has arrived, or because one or more of its timers have
  elapsed.
\<close>

datatype 'I Trigger =
    MessageArrived "'I EnvelopedMessage"  (* envelope *)
  | Elapsed "Timer list"  (* timers *)

(* docs/framework/engine.md#the-engine-environment *)
subsection \<open>The Engine Environment\<close>

text \<open>The environment is all that an engine can see when it decides what to do:\<close>

text \<open>
  - `engineRef`: its own name.
  - `localState`: its memory. The type `S` is the engine's own choice.
  - `timers`: the timers that it has set and that have not elapsed yet.
  - `acquaintances`: the engines whose names it knows.
  - `mailboxCluster`: its mailboxes, by number, with the messages that wait in them.
\<close>

record ('S, 'I) EngineEnvironment =
  engineRef :: Name
  localState :: 'S
  timers :: "Timer list"
  acquaintances :: "Name set"
  mailboxCluster :: "(nat, 'I EnvelopedMessage list) map"

(* docs/framework/engine.md#guarded-actions *)
subsection \<open>Guarded Actions\<close>

text \<open>What an engine can do is split into *guarded actions*. Each consists of two functions:\<close>

text \<open>
  - The **guard** looks at the trigger and at the environment. If it answers `nothing`, the action is not possible now.
    Otherwise the action is *enabled*, and the answer carries whatever the action has to know.
  - The **action** says what happens: the new environment, and what goes out to the rest of the world.
\<close>

text \<open>
  The split keeps two questions apart that are easily mixed up. Which steps are allowed at this moment? And which of them
  will the scheduler take? A specification answers the first question and leaves the second one open.
\<close>

(* docs/framework/engine.md#the-input-of-an-action *)
subsubsection \<open>The Input of an Action\<close>

text \<open>An action is given the answer of its guard, the environment, and the trigger.\<close>

record ('S, 'I, 'G) ActionInput =
  guardOutput :: 'G
  env :: "('S, 'I) EngineEnvironment"
  trigger :: "'I Trigger"

(* docs/framework/engine.md#the-result-of-an-action *)
subsubsection \<open>The Result of an Action\<close>

text \<open>An action can have four effects, and no others:\<close>

text \<open>
  - `newEnv`: the environment after the step.
  - `producedMessages`: the messages to send.
  - `newTimers`: the timers to set.
  - `spawnedEngines`: the names of the engines to start.
\<close>

record ('S, 'I, 'O) ActionResult =
  newEnv :: "('S, 'I) EngineEnvironment"
  producedMessages :: "'O EnvelopedMessage list"
  newTimers :: "Timer list"
  spawnedEngines :: "Name list"

(* docs/framework/engine.md#guard-and-action-together *)
subsubsection \<open>Guard and Action Together\<close>

text \<open>
  The four letters are the engine's own types: `S` for its local state, `I` for the messages that come in, `G` for the
  answers of its guards, and `O` for the messages that go out.
\<close>

record ('S, 'I, 'G, 'O) GuardedAction =
  guard :: "'I Trigger \<Rightarrow> ('S, 'I) EngineEnvironment \<Rightarrow> 'G option"
  action :: "('S, 'I, 'G) ActionInput \<Rightarrow> ('S, 'I, 'O) ActionResult"

(* docs/framework/engine.md#the-engine-family *)
subsection \<open>The Engine Family\<close>

text \<open>
  An engine family is a list of guarded actions. All engines of one family behave alike; they differ in their names and
  their local states.
\<close>

record ('S, 'I, 'G, 'O) EngineFamily =
  actions :: "('S, 'I, 'G, 'O) GuardedAction list"

(* docs/framework/engine.md#running-an-engine *)
subsection \<open>Running an Engine\<close>

text \<open>
  A specification can be tried out. For that we need one possible scheduler, and the simplest will do: it goes through the
  actions in their order and takes the first one whose guard has an answer.
\<close>

fun firstEnabled ::
  "('S, 'I, 'G, 'O) GuardedAction list \<Rightarrow> 'I Trigger \<Rightarrow> ('S, 'I) EngineEnvironment
    \<Rightarrow> ('S, 'I, 'O) ActionResult option" where
  "firstEnabled [] _ _ = None"
| "firstEnabled (a # rest) t e =
     (case guard a t e of
        None \<Rightarrow> firstEnabled rest t e
      | Some g \<Rightarrow> Some (action a \<lparr>guardOutput = g, env = e, trigger = t\<rparr>))"

text \<open>
  One step takes the environment and the messages sent so far, and handles one trigger. If no action is enabled, nothing
  happens.
\<close>

definition step ::
  "('S, 'I, 'G, 'O) EngineFamily \<Rightarrow> ('S, 'I) EngineEnvironment \<times> 'O EnvelopedMessage list
    \<Rightarrow> 'I Trigger \<Rightarrow> ('S, 'I) EngineEnvironment \<times> 'O EnvelopedMessage list" where
  "step family acc t =
     (case acc of
        (e, sent) \<Rightarrow>
          (case firstEnabled (actions family) t e of
             None \<Rightarrow> (e, sent)
           | Some r \<Rightarrow> (newEnv r, sent @ producedMessages r)))"

text \<open>
  A whole run handles one trigger after the other. What it yields is the last environment and all messages that were sent on
  the way.
\<close>

definition runAll ::
  "('S, 'I, 'G, 'O) EngineFamily \<Rightarrow> ('S, 'I) EngineEnvironment \<Rightarrow> 'I Trigger list
    \<Rightarrow> ('S, 'I) EngineEnvironment \<times> 'O EnvelopedMessage list" where
  "runAll family e ts = foldl (\<lambda>acc t. step family acc t) (e, []) ts"

end
(* digest 1: 4a6c7a13fde6e531532610ed226cf758 *)
