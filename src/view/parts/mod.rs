//! The parts that screens are made of.

pub mod arrival;
pub mod band;
pub mod bar;
pub mod card;
pub mod consult;
pub mod control;
pub mod escort;
pub mod finder;
pub mod gap;
pub mod group;
pub mod header;
pub mod house;
pub mod kept;
pub mod number;
pub mod offline;
pub mod overrule;
pub mod row;
pub mod scanner;
pub mod sections;
pub mod single;
pub mod told;
pub mod trouble;
